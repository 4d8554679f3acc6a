package org.changecontrol.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody hands on; strictly, since a misread date would give a right away. */
@Component
class DelegationReader {

  /** How far ahead a delegation may begin. */
  static final Duration AHEAD = Duration.ofDays(366);

  /** How long a start may have been on its way: it counts as now. */
  static final Duration ON_ITS_WAY = Duration.ofMinutes(5);

  static final int MOST_GROUPS = 20;

  private static final int LONGEST_NAME = 64;

  private static final List<String> FIELDS =
      List.of("to", "start", "end", "groups", "kind", "reason");

  private final People people;

  DelegationReader(People people) {
    this.people = people;
  }

  /** What is handed on. */
  record Handing(
      DelegationKind kind,
      String to,
      Set<String> groups,
      Instant start,
      Instant end,
      @Nullable String reason) {}

  /**
   * @param giver who hands it on
   * @param held the groups he belongs to
   * @throws org.changecontrol.problem.InvalidInput with all that is wrong
   */
  Handing read(Map<String, ?> fields, String giver, Collection<String> held, Instant now) {
    var submission = new Submission(fields, FIELDS);
    var kind = submission.choice("kind", DelegationKind.class);
    var to = submission.requiredText("to", LONGEST_NAME);
    var groups = groups(submission, held);
    var start = start(submission, now);
    var end = end(submission, start, kind == null ? DelegationKind.DELEGATION : kind, now);
    var reason = submission.text("reason", Submission.LONGEST_TEXT);
    requireThatHeMayStandIn(submission, to, giver);
    submission.check();
    return new Handing(
        kind == null ? DelegationKind.DELEGATION : kind, to, groups, start, end, reason);
  }

  private void requireThatHeMayStandIn(Submission submission, String to, String giver) {
    if (to.isEmpty()) {
      return;
    }
    if (to.equals(giver)) {
      submission.problem("to", to, "is yourself; name somebody else");
    } else if (!people.exists(to)) {
      submission.problem("to", to, "is nobody's account");
    } else {
      var groups = people.groupsOf(to);
      if (groups.isEmpty()) {
        submission.problem("to", to, "belongs to no group, so nobody has let him in yet");
      }
      for (var group : new TreeSet<>(groups)) {
        if (Groups.WITHOUT_A_VOTE.contains(group)) {
          submission.problem("to", to, "belongs to " + group + ", who vote for nobody");
        }
      }
    }
  }

  private static Instant start(Submission submission, Instant now) {
    var start = submission.instant("start");
    if (start == null) {
      return now;
    }
    if (start.isBefore(now.minus(ON_ITS_WAY))) {
      submission.problem(
          "start", submission.raw("start"), "lies in the past; leave it out to begin now");
    }
    if (start.isAfter(now.plus(AHEAD))) {
      submission.problem(
          "start", submission.raw("start"), "lies more than " + AHEAD.toDays() + " days ahead");
    }
    return start.isBefore(now) ? now : start;
  }

  private static Instant end(
      Submission submission, Instant start, DelegationKind kind, Instant now) {
    var before = submission.problems().size();
    var end = submission.instant("end");
    if (end == null) {
      if (submission.problems().size() == before) {
        submission.problem("end", null, "is required: a right is handed on for a time");
      }
      return start;
    }
    if (!end.isAfter(now)) {
      submission.problem("end", submission.raw("end"), "is past");
    } else if (!end.isAfter(start)) {
      submission.problem("end", submission.raw("end"), "must be after start");
    } else if (end.isAfter(start.plus(kind.longest()))) {
      submission.problem(
          "end",
          submission.raw("end"),
          "a %s lasts at most %d days; this one would last longer"
              .formatted(kind, kind.longest().toDays()));
    }
    return end;
  }

  private static Set<String> groups(Submission submission, Collection<String> held) {
    var value = submission.raw("groups");
    if (!(value instanceof Collection<?> names) || names.isEmpty()) {
      submission.problem("groups", value, "is required: a list with at least one of your groups");
      return Set.of();
    }
    if (names.size() > MOST_GROUPS) {
      submission.problem(
          "groups", null, "names %d groups; at most %d".formatted(names.size(), MOST_GROUPS));
      return Set.of();
    }
    var groups = new LinkedHashSet<String>();
    var place = 0;
    for (var name : names) {
      var at = "groups[%d]".formatted(place++);
      if (!(name instanceof String group)) {
        submission.problem(at, name, "must be the name of a group");
      } else if (Groups.WITHOUT_A_VOTE.contains(group)) {
        submission.problem(at, group, "has no vote to hand on");
      } else if (!held.contains(group)) {
        submission.problem(
            at, group, "is no group of yours; yours are " + String.join(", ", new TreeSet<>(held)));
      } else {
        groups.add(group);
      }
    }
    return groups;
  }
}
