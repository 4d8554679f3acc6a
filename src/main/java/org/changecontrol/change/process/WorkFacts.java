package org.changecontrol.change.process;

import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.changecontrol.change.Foreman;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the models ask about the tasks of a change. Everything is read from the record; a process
 * holds the number of its task alone.
 */
@Component("workFacts")
public class WorkFacts {

  private final Foreman foreman;

  WorkFacts(Foreman foreman) {
    this.foreman = foreman;
  }

  /** Whether the change is carried out task by task. */
  public boolean planned(DelegateExecution execution) {
    return foreman.isPlanned(ChangeFacts.number(execution));
  }

  /** The tasks whose turn it is. */
  public List<Long> inTurn(DelegateExecution execution) {
    return foreman.handedOut(ChangeFacts.number(execution));
  }

  /** Whether there are any. */
  public boolean more(DelegateExecution execution) {
    return !inTurn(execution).isEmpty();
  }

  public @Nullable String assignee(DelegateExecution execution) {
    return foreman.assignee(ChangeFacts.number(execution), WorkOf.scope(execution));
  }

  public Set<String> people(DelegateExecution execution) {
    return foreman.people(ChangeFacts.number(execution), WorkOf.scope(execution));
  }

  public Set<String> groups(DelegateExecution execution) {
    return foreman.groups(ChangeFacts.number(execution), WorkOf.scope(execution));
  }

  /** When its own window begins; null where it has none. */
  public @Nullable Date begins(DelegateExecution execution) {
    var begins = foreman.begins(ChangeFacts.number(execution), WorkOf.scope(execution));
    return begins == null ? null : Date.from(begins);
  }

  public Date due(DelegateExecution execution) {
    return Date.from(foreman.dueAt(ChangeFacts.number(execution), WorkOf.scope(execution)));
  }
}
