package org.changecontrol.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.changecontrol.fact.RefusedAttempt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes who tried what he may not do. What is refused to somebody who is signed in is listed, up to
 * thirty a minute; the rest of it, and all that is refused to nobody in particular, is counted per
 * minute and route, so that knocking at the door cannot fill the trail. Counts rest in memory for
 * their minute.
 */
@Component
class Watch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  static final String NOBODY = "anonymous";
  private static final int LISTED_A_MINUTE = 30;
  private static final int ROUTES = 100;
  private static final String OTHER_ROUTES = "other";

  private record Counted(String person, String route) {}

  private final Scribe scribe;
  private final Clock clock;
  private final Map<Counted, Long> counted = new HashMap<>();
  private final Map<String, Integer> listed = new HashMap<>();
  private @Nullable Instant minute;
  private @Nullable ScheduledExecutorService minutes;

  Watch(Scribe scribe, Clock clock) {
    this.scribe = scribe;
    this.clock = clock;
  }

  /**
   * Written after the roll-back; a trail that cannot be written does not change the answer, which
   * is a refusal already.
   */
  @EventListener
  void on(RefusedAttempt attempt) {
    Instant now = clock.instant();
    if (!isListed(attempt, now)) {
      return;
    }
    Noted noted =
        Noted.of(
            now,
            attempt.person(),
            attempt.subject(),
            "AttemptRefused",
            attempt.reason(),
            Map.of("action", attempt.action()));
    if (TransactionSynchronizationManager.isSynchronizationActive()
        && TransactionSynchronizationManager.isActualTransactionActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              write(List.of(noted));
            }
          });
    } else {
      write(List.of(noted));
    }
  }

  private boolean isListed(RefusedAttempt attempt, Instant now) {
    List<Noted> over;
    boolean list;
    synchronized (counted) {
      over = closeMinute(now);
      list =
          !attempt.person().equals(NOBODY)
              && listed.merge(attempt.person(), 1, Integer::sum) <= LISTED_A_MINUTE;
      if (!list) {
        Counted one = new Counted(attempt.person(), route(attempt.action()));
        if (!counted.containsKey(one) && counted.size() >= ROUTES) {
          one = new Counted(NOBODY, OTHER_ROUTES);
        }
        counted.merge(one, 1L, Long::sum);
      }
    }
    write(over);
    return list;
  }

  /** Writes the counts of the minute that is over, if there are any. */
  void closeMinute() {
    List<Noted> over;
    synchronized (counted) {
      over = closeMinute(clock.instant());
    }
    write(over);
  }

  private List<Noted> closeMinute(Instant now) {
    Instant current = now.truncatedTo(ChronoUnit.MINUTES);
    if (current.equals(minute)) {
      return List.of();
    }
    return closed(current);
  }

  private List<Noted> closed(Instant current) {
    List<Noted> over = new ArrayList<>();
    Instant since = minute;
    if (since != null) {
      counted.forEach(
          (attempts, count) ->
              over.add(
                  Noted.of(
                      clock.instant(),
                      attempts.person(),
                      attempts.route(),
                      "AttemptsRefused",
                      null,
                      Map.of("count", count, "minute", since.toString()))));
    }
    counted.clear();
    listed.clear();
    minute = current;
    return over;
  }

  /** Method and the first two steps of the address: what comes after is up to whoever knocks. */
  private static String route(String action) {
    String[] steps = action.split("/", 4);
    return steps.length < 4 ? action : steps[0] + "/" + steps[1] + "/" + steps[2];
  }

  private void write(List<Noted> notes) {
    if (notes.isEmpty()) {
      return;
    }
    try {
      scribe.write(notes);
    } catch (RuntimeException e) {
      log.error("Refused attempts could not be written down: {}", notes, e);
    }
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "audit-watch");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleAtFixedRate(this::closeMinute, 1, 1, TimeUnit.MINUTES);
    minutes = timer;
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService timer = minutes;
    if (timer != null) {
      timer.shutdown();
      minutes = null;
    }
    List<Noted> over;
    synchronized (counted) {
      over = closed(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }
    write(over);
  }

  @Override
  public synchronized boolean isRunning() {
    return minutes != null;
  }

  @Override
  public int getPhase() {
    return 1;
  }
}
