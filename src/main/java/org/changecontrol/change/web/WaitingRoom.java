package org.changecontrol.change.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.changecontrol.change.ChangeDocument;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.change.ChangeState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Keeps those who wait for a change without keeping a thread for each: one query for all of them,
 * four times a second, and none while nobody waits. What it knows is gone with the node; whoever
 * waited asks again.
 */
@Component
class WaitingRoom implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final ChangeFiles files;
  private final Clock clock;
  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "waiting-room");
            thread.setDaemon(true);
            return thread;
          });

  WaitingRoom(ChangeFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
    rounds.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private record Waiter(
      String number,
      Set<ChangeState> states,
      Instant until,
      SecurityContext asker,
      DeferredResult<ChangeDocument> answer) {}

  /**
   * @throws org.changecontrol.problem.NotVisible when there is no such change
   */
  DeferredResult<ChangeDocument> enter(String number, Set<ChangeState> states, Duration timeout) {
    var answer = new DeferredResult<ChangeDocument>(timeout.plusSeconds(30).toMillis());
    if (timeout.isZero() || states.contains(files.state(number))) {
      answer.setResult(files.document(number));
    } else {
      waiters.add(
          new Waiter(
              number,
              states,
              clock.instant().plus(timeout),
              SecurityContextHolder.getContext(),
              answer));
    }
    return answer;
  }

  private void look() {
    if (waiters.isEmpty()) {
      return;
    }
    try {
      var states = files.states(waiters.stream().map(Waiter::number).collect(Collectors.toSet()));
      var now = clock.instant();
      waiters.removeIf(
          waiter -> {
            var state = states.get(waiter.number());
            var over =
                waiter.answer().isSetOrExpired()
                    || now.isAfter(waiter.until())
                    || state != null && (waiter.states().contains(state) || state.isFinal());
            if (over) {
              answer(waiter);
            }
            return over;
          });
    } catch (RuntimeException fault) {
      LOG.warn("Could not look after those who wait; trying again", fault);
    }
  }

  private void answer(Waiter waiter) {
    SecurityContextHolder.setContext(waiter.asker());
    try {
      waiter.answer().setResult(files.document(waiter.number()));
    } catch (RuntimeException refused) {
      waiter.answer().setErrorResult(refused);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  @Override
  public void destroy() {
    rounds.shutdownNow();
  }
}
