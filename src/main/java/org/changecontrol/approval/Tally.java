package org.changecontrol.approval;

import java.util.SortedSet;

/**
 * How the votes that count stand.
 *
 * @param approvers whose approval counts
 * @param waitingFor who may still vote: eligible, without a vote that counts
 * @param missing what is still needed, in words; empty when it is decided
 */
record Tally(
    Outcome outcome, SortedSet<String> approvers, SortedSet<String> waitingFor, String missing) {}
