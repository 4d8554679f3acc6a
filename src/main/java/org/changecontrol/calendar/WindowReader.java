package org.changecontrol.calendar;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody declares; strictly, since a misspelt freeze would protect nothing. */
@Component
class WindowReader {

  static final int LONGEST_NAME = 200;

  /** How many a list of the scope may name. */
  static final int MOST_NAMED = 1_000;

  private static final int LONGEST_RULE = 500;
  private static final int LONGEST_WORD = 255;
  private static final int LONGEST_DAYS = 366;

  private static final List<String> FIELDS =
      List.of("kind", "name", "start", "end", "zone", "rrule", "scope", "reason");
  private static final List<String> SCOPE = List.of("types", "owners", "environments", "items");

  private final ConfigurationModels models;
  private final Estate estate;

  WindowReader(ConfigurationModels models, Estate estate) {
    this.models = models;
    this.estate = estate;
  }

  /**
   * @throws InvalidInput with all that is wrong
   */
  StandingWindow.Declaration read(Map<String, ?> fields) {
    var submission = new Submission(fields, FIELDS);
    var kind = submission.requiredChoice("kind", WindowKind.class);
    var name = submission.requiredText("name", LONGEST_NAME);
    var reason = submission.requiredText("reason", Submission.LONGEST_TEXT);
    var start = local(submission, "start");
    var end = local(submission, "end");
    var zone = zone(submission);
    var rule = submission.text("rrule", LONGEST_RULE);
    var scope = scope(submission);
    var recurrence = recurrence(submission, start, end, zone, rule);
    submission.check();
    if (recurrence == null) {
      throw new IllegalStateException("a window that recurs like nothing was refused for nothing");
    }
    return new StandingWindow.Declaration(kind, name, recurrence, scope, reason);
  }

  private static @Nullable Recurrence recurrence(
      Submission submission,
      @Nullable LocalDateTime start,
      @Nullable LocalDateTime end,
      @Nullable ZoneId zone,
      @Nullable String rule) {
    if (start == null || end == null || zone == null) {
      return null;
    }
    if (!end.isAfter(start)) {
      submission.problem("end", end.toString(), "must be after start " + start);
      return null;
    }
    if (start.plusDays(LONGEST_DAYS).isBefore(end)) {
      submission.problem(
          "end", end.toString(), "must be at most %d days after start".formatted(LONGEST_DAYS));
      return null;
    }
    var recurrence = new Recurrence(start, end, zone, rule);
    try {
      recurrence.requireUsable();
    } catch (UnusableRule unusable) {
      submission.problem(
          unusable.field(),
          unusable.field().equals("start") ? start.toString() : rule,
          String.valueOf(unusable.getMessage()));
    }
    return recurrence;
  }

  private static @Nullable LocalDateTime local(Submission submission, String field) {
    var text = submission.requiredText(field, LONGEST_WORD);
    if (text.isEmpty()) {
      return null;
    }
    try {
      var time = LocalDateTime.parse(text);
      if (time.getYear() < 1970 || time.getYear() > 9999) {
        submission.problem(field, text, "must lie between the years 1970 and 9999");
        return null;
      }
      return time.truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException unreadable) {
      submission.problem(
          field,
          text,
          "must be a date and a time as a clock in the zone shows them, without offset, such as"
              + " 2026-12-18T18:00");
      return null;
    }
  }

  private static @Nullable ZoneId zone(Submission submission) {
    var name = submission.requiredText("zone", LONGEST_WORD);
    if (name.isEmpty()) {
      return null;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      submission.problem(
          "zone", name, "must be a time zone by its IANA name, such as Europe/Paris");
      return null;
    }
    return ZoneId.of(name);
  }

  private WindowScope scope(Submission submission) {
    var said = submission.raw("scope");
    if (said == null) {
      return WindowScope.WHOLE_ESTATE;
    }
    if (!(said instanceof Map<?, ?> lists)) {
      submission.problem(
          "scope", said, "must be an object with lists: " + String.join(", ", SCOPE));
      return WindowScope.WHOLE_ESTATE;
    }
    for (var list : lists.keySet()) {
      if (!SCOPE.contains(String.valueOf(list))) {
        submission.problem(
            "scope." + list,
            lists.get(list),
            "is not a field here; known are " + String.join(", ", SCOPE));
      }
    }
    var types = words(submission, lists, "types");
    requireKnown(submission, types);
    return new WindowScope(
        types,
        words(submission, lists, "owners"),
        words(submission, lists, "environments"),
        items(submission, words(submission, lists, "items")));
  }

  private static List<String> words(Submission submission, Map<?, ?> lists, String name) {
    var said = lists.get(name);
    var field = "scope." + name;
    if (said == null) {
      return List.of();
    }
    if (!(said instanceof Collection<?> several)) {
      submission.problem(field, said, "must be a list of texts");
      return List.of();
    }
    if (several.size() > MOST_NAMED) {
      submission.problem(
          field,
          several.size(),
          "names %d; at most %d are allowed".formatted(several.size(), MOST_NAMED));
      return List.of();
    }
    var words = new LinkedHashSet<String>();
    var place = 0;
    for (var one : several) {
      var each = new Submission(one == null ? Map.of() : Map.of("word", one), List.of("word"));
      var word = each.requiredText("word", LONGEST_WORD);
      var at = "%s[%d]".formatted(field, place++);
      each.problems().forEach(p -> submission.problem(at, p.value(), p.problem()));
      words.add(word);
    }
    return List.copyOf(words);
  }

  private void requireKnown(Submission submission, List<String> types) {
    var model = models.current();
    for (var place = 0; place < types.size(); place++) {
      var type = types.get(place);
      if (!type.isEmpty() && model.itemType(type).isEmpty()) {
        submission.problem(
            "scope.types[%d]".formatted(place),
            type,
            "there is no such item type; GET /api/types lists them");
      }
    }
  }

  /** By their keys, however they were named. */
  private List<String> items(Submission submission, List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    var known = estate.resolve(names);
    var keys = new TreeSet<String>();
    for (var name : names) {
      var key = known.get(name);
      if (key != null) {
        keys.add(key.value());
      } else if (!name.isEmpty()) {
        submission.problem(
            "scope.items[%d]".formatted(names.indexOf(name)),
            name,
            "names no item: use a key such as CI-000042, or type:name");
      }
    }
    return List.copyOf(keys);
  }
}
