package org.changecontrol.cmdb.imports;

/**
 * What a source reports of one relationship.
 *
 * @param line where it stands in its file
 * @param source an item as {@code type:name} or by its key
 * @param target an item as {@code type:name} or by its key
 */
record RelationshipReport(int line, String type, String source, String target) {}
