package org.changecontrol.audit;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The trail as it is kept in the database. */
@Service
class KeptTrail implements AuditTrail {

  private final TrailEntries entries;
  private final Verifier verifier;
  private final ReentrantLock verifying = new ReentrantLock();

  KeptTrail(TrailEntries entries, Verifier verifier) {
    this.entries = entries;
    this.verifier = verifier;
  }

  @Override
  public List<AuditEntry> of(String subject) {
    return entries.of(subject, LONGEST_STORY);
  }

  @Override
  public List<AuditEntry> newest(@Nullable String subject, int offset, int limit) {
    return entries.newest(subject, offset, limit);
  }

  @Override
  public long count(@Nullable String subject, int limit) {
    return entries.count(subject, limit);
  }

  @Override
  public Verification verify() {
    if (!verifying.tryLock()) {
      throw new NotNow("The trail is being verified already; ask again when that is done.");
    }
    try {
      return verifier.verify();
    } finally {
      verifying.unlock();
    }
  }
}
