package org.changecontrol.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * What happened in one transaction so far. Written down just before it commits, after everybody
 * else has done what they do then: the head of the trail is the last row that a transaction locks,
 * so that no two wait for each other.
 */
final class FactsOfTransaction implements TransactionSynchronization {

  private final Runnable flush;
  private final TrailEntries entries;
  private final Consumer<Head> committed;
  private final List<Noted> notes = new ArrayList<>();
  private boolean written;
  private @Nullable Head head;

  FactsOfTransaction(Runnable flush, TrailEntries entries, Consumer<Head> committed) {
    this.flush = flush;
    this.entries = entries;
    this.committed = committed;
  }

  void add(Noted noted) {
    if (written) {
      throw new IllegalStateException(
          "The trail of this transaction is written; " + noted.name() + " comes too late");
    }
    notes.add(noted);
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    flush.run();
    written = true;
    head = entries.append(notes);
  }

  @Override
  public void afterCommit() {
    if (head != null) {
      committed.accept(head);
    }
  }
}
