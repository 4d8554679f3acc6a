package org.changecontrol.approval;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Membership;
import org.changecontrol.identity.People;

/** Gates that are voted on without a database, by people who come and go as a test says. */
public final class PaperApprovals {

  private final Polity polity = new Polity();
  private final ApprovalGates gates;

  /**
   * @param subjects tells what votes are about; asked late
   * @param told hears of what happens at gates
   */
  public PaperApprovals(JudgedSubjects subjects, java.util.function.Consumer<Object> told) {
    polity.judging(subjects, told);
    gates = polity.desk(new OnPaper.PaperGates(), new OnPaper.PaperVotes());
  }

  public ApprovalGates gates() {
    return gates;
  }

  public People people() {
    return polity;
  }

  public Actors actors() {
    return polity;
  }

  public Clock clock() {
    return polity.clock;
  }

  public void pass(Duration time) {
    polity.clock.pass(time);
  }

  /** Who acts from now on. */
  public void as(String person) {
    polity.as(person);
  }

  /** Members since long ago. */
  public void members(String group, List<String> people) {
    polity.members(group, people.toArray(String[]::new));
  }

  public void joins(String person, String group) {
    polity.joins(person, group);
  }

  public void leaves(String person, String group) {
    polity.leaves(person, group);
  }

  /** All memberships, present and past. */
  public List<Membership> memberships() {
    return polity.memberships;
  }
}
