/**
 * Takes in what sources report of the estate. Owns how reports are read and compared with the
 * record; refuses to write what only a change may write: such differences are listed.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb.imports;
