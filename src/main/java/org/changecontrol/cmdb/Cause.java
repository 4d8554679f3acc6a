package org.changecontrol.cmdb;

/**
 * Why the estate is changed, opaque to the configuration database.
 *
 * @param kind for example {@code change} or {@code import}
 * @param reference which one, for example {@code CHG-000001}; reservations, locks and inverses are
 *     kept under it
 */
public record Cause(String kind, String reference) {}
