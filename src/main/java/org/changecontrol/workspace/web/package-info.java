/**
 * The addresses of the pages, and what the pages and the Tasklist tab ask of the workspace itself.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.workspace.web;
