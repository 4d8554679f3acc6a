/**
 * Gates, votes, quorum and segregation of duties. Owns who may vote on what and whether a subject
 * is authorised; refuses to know what the subject is.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.approval;
