package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.changecontrol.change.ChangeDocument;
import org.changecontrol.change.ChangeState;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Waits for a change to come to a state: a long poll for pipelines. */
@RestController
@RequestMapping("/api/changes/{number}/wait")
@Tag(name = "Changes")
class WaitController {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final WaitingRoom waitingRoom;

  WaitController(WaitingRoom waitingRoom) {
    this.waitingRoom = waitingRoom;
  }

  /**
   * @param state one or more states, separated by commas
   * @param timeout an ISO 8601 duration, at most five minutes; when it is up the change is answered
   *     as it is
   */
  @GetMapping
  DeferredResult<ChangeDocument> wait(
      @PathVariable String number,
      @RequestParam String state,
      @RequestParam(defaultValue = "PT30S") String timeout) {
    return waitingRoom.enter(number, states(state), duration(timeout));
  }

  private static Set<ChangeState> states(String text) {
    var states = EnumSet.noneOf(ChangeState.class);
    for (var name : text.split(",", -1)) {
      try {
        states.add(ChangeState.valueOf(name.strip()));
      } catch (IllegalArgumentException unknown) {
        throw new InvalidInput(
            new Problem("state", name, "must be one of " + Arrays.toString(ChangeState.values())));
      }
    }
    return states;
  }

  private static Duration duration(String text) {
    try {
      var duration = Duration.parse(text);
      if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException unreadable) {
      // told below, together with a duration out of bounds
    }
    throw new InvalidInput(
        new Problem("timeout", text, "must be an ISO 8601 duration of at most " + LONGEST));
  }
}
