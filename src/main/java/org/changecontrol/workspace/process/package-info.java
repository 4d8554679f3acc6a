/**
 * Finds user tasks in the engine for the workspace. Owns that question alone; refuses to complete
 * or to assign anything.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.workspace.process;
