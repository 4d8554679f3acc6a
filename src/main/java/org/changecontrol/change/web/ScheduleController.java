package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.changecontrol.calendar.FreeSlot;
import org.changecontrol.change.ChangeSchedule;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What is planned when, and when something could be done instead. */
@RestController
@Tag(name = "Calendar")
class ScheduleController {

  private static final Duration SHOWN = Duration.ofDays(31);
  private static final Duration LONGEST_SHOWN = Duration.ofDays(400);
  private static final Duration LONGEST_WORK = Duration.ofDays(366);
  private static final int MOST_DAYS = 366;

  private static final MediaType ICALENDAR =
      MediaType.parseMediaType("text/calendar;charset=UTF-8");

  private final ChangeSchedule schedule;
  private final Clock clock;

  ScheduleController(ChangeSchedule schedule, Clock clock) {
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Changes, freezes and maintenance windows between two instants; a month from now by itself. */
  @GetMapping("/api/calendar")
  ChangeSchedule.Schedule calendar(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    var given = new LinkedHashMap<String, Object>();
    if (from != null) {
      given.put("from", from);
    }
    if (to != null) {
      given.put("to", to);
    }
    var instants = new Submission(given, List.of("from", "to"));
    var first = instants.instant("from");
    var last = instants.instant("to");
    instants.check();
    var begin = first == null ? (last == null ? clock.instant() : last.minus(SHOWN)) : first;
    var end = last == null ? begin.plus(SHOWN) : last;
    requireSensible(instants, begin, end);
    return schedule.between(begin, end);
  }

  private static void requireSensible(Submission instants, Instant begin, Instant end) {
    if (!end.isAfter(begin)) {
      instants.problem("to", end.toString(), "must be after from " + begin);
    } else if (begin.plus(LONGEST_SHOWN).isBefore(end)) {
      instants.problem(
          "to",
          end.toString(),
          "must be at most %d days after from".formatted(LONGEST_SHOWN.toDays()));
    }
    instants.check();
  }

  /** The same from a month ago until a year ahead, as a calendar to subscribe to (RFC 5545). */
  @GetMapping(path = "/api/calendar.ics", produces = "text/calendar")
  ResponseEntity<String> feed() {
    return ResponseEntity.ok()
        .contentType(ICALENDAR)
        .body(schedule.feed(ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()));
  }

  /** When the change could be carried out: nobody else has its items, nothing is frozen. */
  @GetMapping("/api/changes/{number}/slots")
  List<FreeSlot> slots(
      @PathVariable String number,
      @RequestParam(required = false) @Nullable String duration,
      @RequestParam(required = false, defaultValue = "90") int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new InvalidInput(new Problem("days", days, "must be 1 to " + MOST_DAYS));
    }
    return schedule.slots(
        number, duration == null ? null : length(duration), Duration.ofDays(days));
  }

  private static Duration length(String duration) {
    try {
      var length = Duration.parse(duration);
      if (length.compareTo(Duration.ofMinutes(1)) >= 0 && length.compareTo(LONGEST_WORK) <= 0) {
        return length;
      }
    } catch (DateTimeException unreadable) {
      // said below
    }
    throw new InvalidInput(
        new Problem(
            "duration",
            duration,
            "must be an ISO 8601 duration of a minute to 366 days, such as PT2H"));
  }
}
