package org.changecontrol.transaction;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is read once in a transaction and known until it ends, so that all questions of one user
 * action agree. Whoever writes to what was read makes it {@linkplain #forget() forgotten}. A
 * transaction within another knows nothing of what the outer one has read; where there is no
 * transaction, nothing is kept.
 */
public final class OncePerTransaction<K, V> {

  private final boolean settled;

  /** What others may move while the transaction waits for a lock. */
  public OncePerTransaction() {
    this(false);
  }

  private OncePerTransaction(boolean settled) {
    this.settled = settled;
  }

  /** What stays as it was read first, whatever others do: all of the transaction goes by it. */
  public static <K, V> OncePerTransaction<K, V> settled() {
    return new OncePerTransaction<>(true);
  }

  /** What is known under the key, read now if nobody has asked before. */
  public V get(K key, Supplier<V> reading) {
    var known = known();
    if (known == null) {
      return reading.get();
    }
    var value = known.get(key);
    if (value == null) {
      value = Objects.requireNonNull(reading.get());
      known.put(key, value);
    }
    return value;
  }

  /** All is read anew when it is asked for the next time. */
  public void forget() {
    var known = known();
    if (known != null) {
      known.clear();
    }
  }

  /**
   * Whatever anybody has read in this transaction, and is not settled, is read anew when it is
   * asked for the next time: for whoever has waited for a lock, since others have moved on
   * meanwhile.
   */
  public static void forgetEverything() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      for (var one : TransactionSynchronizationManager.getSynchronizations()) {
        if (one instanceof OncePerTransaction<?, ?>.Known known && !known.isSettled()) {
          known.values.clear();
        }
      }
    }
  }

  private @Nullable Map<K, V> known() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()
        || !TransactionSynchronizationManager.isActualTransactionActive()) {
      return null;
    }
    for (var one : TransactionSynchronizationManager.getSynchronizations()) {
      if (one instanceof OncePerTransaction<?, ?>.Known known && known.isOf(this)) {
        @SuppressWarnings("unchecked") // nobody else made it
        var own = (Known) known;
        return own.values;
      }
    }
    var known = new Known();
    TransactionSynchronizationManager.registerSynchronization(known);
    return known.values;
  }

  /** Set aside with the transaction it belongs to, and gone with it. */
  private final class Known implements TransactionSynchronization {

    private final Map<K, V> values = new HashMap<>();

    private boolean isSettled() {
      return settled;
    }

    private boolean isOf(OncePerTransaction<?, ?> one) {
      return OncePerTransaction.this == one;
    }
  }
}
