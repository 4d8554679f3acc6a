package org.changecontrol.cmdb;

import org.jspecify.annotations.Nullable;

/**
 * An attribute that its item's type does not allow.
 *
 * @param attribute its name, and the path inside it where its value is an object or a list
 */
public record AttributeProblem(String attribute, @Nullable Object value, String problem) {}
