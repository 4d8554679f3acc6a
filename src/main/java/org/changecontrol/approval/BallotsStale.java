package org.changecontrol.approval;

/**
 * Who may vote at an open gate has changed: its ballots have to be handed out anew.
 *
 * @param gate the opening
 */
public record BallotsStale(long gate) {}
