package org.changecontrol.approval;

import java.util.Set;

/**
 * A place for one vote at an open gate, handed out as one user task.
 *
 * @param gate the opening of the gate
 * @param voter the one person whose vote it is, or the empty text when any of {@code groups} may
 *     take it
 * @param groups candidate groups when it is not for one person
 * @param standIns who may take it for somebody else, now or before the gate is overdue
 */
public record Ballot(long gate, String voter, Set<String> groups, Set<String> standIns) {}
