/**
 * The estate as it is and as it was believed to be. Owns reading it at any instant; refuses to
 * write.
 */
@org.springframework.modulith.NamedInterface("history")
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb.history;
