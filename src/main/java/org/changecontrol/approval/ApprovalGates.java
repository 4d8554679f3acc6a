package org.changecontrol.approval;

import java.util.Collection;
import java.util.List;
import org.changecontrol.policy.RequiredGate;
import org.jspecify.annotations.Nullable;

/**
 * Opens gates, takes votes, and says whether a subject is authorised. Votes are append-only rows
 * bound to the hashes of the sections they judge. Everything is computed from those rows and from
 * dated membership; nothing that a process carries decides.
 */
public interface ApprovalGates {

  /**
   * Makes the subject's gates those that are required now: gates already approved whose judged
   * sections are unchanged stay, open ones stay open with their still valid votes, all others are
   * opened anew, and gates that are no longer required become VOID. A required gate that nobody may
   * decide is replaced by the policy's fallback gate.
   *
   * @return the gates that are open now
   */
  List<GateView> open(String subject, Collection<RequiredGate> required);

  /** All gates of a subject in their latest opening, in the order they were required. */
  List<GateView> gates(String subject);

  /** A gate by its identity, whatever its state. */
  GateView gate(long id);

  /** What a process needs to know of a gate; reads one row, none when this transaction has it. */
  GateWatch watch(long id);

  /**
   * The latest opening of a gate, and nobody else votes on the subject until this transaction ends.
   *
   * @throws org.changecontrol.problem.NotVisible when there is no such gate
   * @throws org.changecontrol.problem.NotNow when it is not open
   */
  GateWatch hold(String subject, String gateKey);

  /** The places for votes that an open gate still hands out; empty when it is decided. */
  List<Ballot> ballots(long gate);

  /**
   * Whether the last vote at an open gate left a ballot in somebody's hands that he cannot give any
   * more: he has a vote of his own and was heard for another.
   */
  boolean leftABallotBehind(long gate);

  /**
   * The present actor votes.
   *
   * @param reason required, at most 20 000 characters
   * @param confirmsPriority1 whether he confirms that the linked incident has priority 1
   * @param onBehalfOf whose vote he gives: himself, or one he stands in for. Null: his own where he
   *     has one, otherwise that of the first, by name, of those he stands in for
   * @throws org.changecontrol.problem.InvalidInput when he confirms what nobody claims
   * @throws org.changecontrol.problem.NotAllowed when he may not: barred, not a member and standing
   *     in for none, joined after the gate opened, or has voted at another gate of this subject
   * @throws org.changecontrol.problem.NotNow when the gate is not open or he, or whom he stands in
   *     for, has been heard at it
   */
  GateView vote(
      String subject,
      String gateKey,
      Decision decision,
      String reason,
      boolean confirmsPriority1,
      @Nullable String onBehalfOf);

  /** The present actor votes, with the vote that is his to give in the first place. */
  default GateView vote(
      String subject, String gateKey, Decision decision, String reason, boolean confirmsPriority1) {
    return vote(subject, gateKey, decision, reason, confirmsPriority1, null);
  }

  /** The present actor votes; about the priority of an incident he says nothing. */
  default GateView vote(String subject, String gateKey, Decision decision, String reason) {
    return vote(subject, gateKey, decision, reason, false);
  }

  /**
   * Refuses unless the sections that the gate judges are still what somebody read; nothing of it
   * changes until this transaction ends but by the transaction itself.
   *
   * @param seen what the gate handed out when he read them
   * @throws org.changecontrol.problem.InvalidInput when it is nothing that a gate hands out
   * @throws org.changecontrol.problem.NotNow saying what has changed since
   */
  void requireUnchanged(String subject, String gateKey, String seen);

  /**
   * The present actor takes his vote back while the gate is open.
   *
   * @throws org.changecontrol.problem.NotNow when the gate is closed or he has no vote there
   */
  GateView withdraw(String subject, String gateKey);

  /**
   * Refuses unless the person may vote at that gate: asked when a ballot is claimed, assigned or
   * delegated.
   *
   * @param onBehalfOf whose vote he would give: himself, or one he stands in for; null: any
   * @return whose vote he would give
   * @throws org.changecontrol.problem.NotAllowed saying why
   * @throws org.changecontrol.problem.NotNow when he, or whom he stands in for, has been heard
   */
  String requireEligible(long gate, String person, @Nullable String onBehalfOf);

  /** The same, for himself or for anybody. */
  default String requireEligible(long gate, String person) {
    return requireEligible(gate, person, null);
  }

  /**
   * Refuses unless the person has no stake in the gate's subject and holds no office without a
   * vote: asked when somebody who need not vote himself gives a ballot to another.
   *
   * @throws org.changecontrol.problem.NotAllowed saying why
   */
  void requireNoStake(long gate, String person);

  /**
   * Half of the time has passed: those who may still vote are reminded, on record and in sight of
   * their task lists.
   */
  GateView remind(long gate);

  /**
   * The gate is overdue: the group it escalates to may decide as well, each of its members in place
   * of the whole gate. Where the policy names none, {@link NobodyDecided} is published: the subject
   * has to wait. A timeout never approves.
   */
  GateView escalate(long gate);

  /**
   * Whether every required gate is approved now, by distinct voters, none barred, for what the
   * subject contains now. Asked before every effect; fails closed: where no gate is required,
   * nothing is authorised here.
   */
  boolean authorises(String subject, Collection<RequiredGate> required);

  /**
   * What keeps {@link #authorises} from saying yes, one sentence for each gate; empty when it says
   * yes.
   */
  List<String> lacking(String subject, Collection<RequiredGate> required);

  /** The subject has ended: its open gates become VOID. */
  void close(String subject);
}
