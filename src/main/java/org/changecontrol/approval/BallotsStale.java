package org.changecontrol.approval;

/**
 * Who may vote at a gate has changed, or it was decided without a ballot being given at it: its
 * ballots have to be handed out anew, or taken back.
 *
 * @param gate the opening
 */
public record BallotsStale(long gate) {}
