package org.changecontrol.approval;

import java.util.SortedSet;

/**
 * How the votes that count stand.
 *
 * @param approvers who has given an approval that counts
 * @param approving those, and the ones they stood in for
 * @param waitingFor whose vote is still to be given: it counts, and neither he nor anybody who
 *     stands in for him has given it
 * @param speakers who may still give one, for himself or for somebody else
 * @param missing what is still needed, in words; empty when it is decided
 */
record Tally(
    Outcome outcome,
    SortedSet<String> approvers,
    SortedSet<String> approving,
    SortedSet<String> waitingFor,
    SortedSet<String> speakers,
    String missing) {}
