/** The door of {@code /api} through which reports come in. */
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb.imports.web;
