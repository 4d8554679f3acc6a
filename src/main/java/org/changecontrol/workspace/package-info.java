/**
 * Pages and the server side of the Tasklist and Cockpit plug-ins. Owns what people look at; refuses
 * to decide anything.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.workspace;
