package org.changecontrol.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a process needs to know to hand out an open gate's ballots and to watch its time. Read from
 * the gate's row alone; says nothing about whether the gate lets anything through.
 *
 * @param groups whose members may take a ballot that is for nobody in particular
 * @param fellBack whether others decide than those whom the policy named
 */
public record GateWatch(
    long id,
    String subject,
    String key,
    GateState state,
    Set<String> groups,
    Instant dueAt,
    boolean fellBack) {

  /** Halfway from that instant until the gate is overdue; that instant itself when it is. */
  public Instant reminderAt(Instant now) {
    return dueAt.isAfter(now) ? now.plus(Duration.between(now, dueAt).dividedBy(2)) : now;
  }
}
