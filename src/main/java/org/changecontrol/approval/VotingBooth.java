package org.changecontrol.approval;

import org.jspecify.annotations.Nullable;

/**
 * Where people vote when they do not stand before the task itself: finds the caller's ballot and
 * completes it, so that his vote and the step of the process commit together, by the same rules as
 * in his task list.
 */
public interface VotingBooth {

  /**
   * @param confirmsPriority1 whether the voter confirms that the linked incident has priority 1
   * @param onBehalfOf whose vote he gives: himself, or one he stands in for; null: the one that is
   *     his to give in the first place
   * @param seen what the gate handed out when the voter read what it judges; null says nothing
   * @return the gate with the vote
   * @throws org.changecontrol.problem.InvalidInput when the reason is missing or too long, or when
   *     he confirms what nobody claims
   * @throws org.changecontrol.problem.NotAllowed when the caller may not vote there, or another has
   *     taken the ballot
   * @throws org.changecontrol.problem.NotNow when the gate is not open, the caller has voted at it,
   *     or what he read has changed since
   * @throws org.changecontrol.problem.NotVisible when there is no such subject or gate
   */
  GateView vote(
      String subject,
      String gateKey,
      Decision decision,
      String reason,
      boolean confirmsPriority1,
      @Nullable String onBehalfOf,
      @Nullable String seen);

  /**
   * Takes the caller's vote back and hands out ballots anew.
   *
   * @return the gate without the vote
   * @throws org.changecontrol.problem.NotNow when the gate is not open or the caller has no vote
   *     there
   * @throws org.changecontrol.problem.NotVisible when there is no such subject or gate
   */
  GateView withdraw(String subject, String gateKey);
}
