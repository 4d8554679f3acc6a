package org.changecontrol.change;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.changecontrol.calendar.ChangeCalendar;
import org.changecontrol.calendar.ChangeWindow;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.ItemKey;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Other changes that a change meets in its window without wanting the same item: the same people,
 * what contains its items or is contained in them, the same services. They are shown to whoever
 * plans and decides and ask nobody: each of them is everyday where many work on one estate.
 */
@Component
class Encounters {

  /** How many of a kind are told. */
  private static final int MOST = 100;

  /** How many items around those of a change are looked at. */
  private static final int MOST_AROUND = 5_000;

  private static final String CONTAINS = "contains";

  /** Work is planned or going on. */
  private static final Set<ChangeState> ALIVE =
      EnumSet.of(
          ChangeState.ASSESSING,
          ChangeState.AUTHORISING,
          ChangeState.SCHEDULED,
          ChangeState.IMPLEMENTING);

  private final Changes changes;
  private final ChangeCalendar calendar;
  private final Estate estate;

  Encounters(Changes changes, ChangeCalendar calendar, Estate estate) {
    this.changes = changes;
    this.calendar = calendar;
    this.estate = estate;
  }

  /**
   * @param number whose encounters; empty for a change that is not on record
   * @param services that it impacts
   */
  Stream<ChangeDocument.Conflict> of(
      String number,
      @Nullable String implementer,
      Set<ItemKey> workedOn,
      Collection<String> services,
      ChangeWindow window) {
    var except = number.isEmpty() ? 0 : new ChangeNumber(number).serial();
    var after = window.start().minus(calendar.longestWindow());
    return Stream.of(
            implementer(except, implementer, after, window),
            around(number, workedOn, window),
            services(except, services, after, window))
        .flatMap(encounters -> encounters);
  }

  private Stream<ChangeDocument.Conflict> implementer(
      long except, @Nullable String implementer, Instant after, ChangeWindow window) {
    return implementer == null
        ? Stream.empty()
        : changes
            .sharingImplementer(
                implementer, except, after, window.start(), window.end(), ALIVE, Limit.of(MOST))
            .stream()
            .map(other -> conflict(ChangeDocument.Conflict.Kind.SAME_IMPLEMENTER, other, null));
  }

  private Stream<ChangeDocument.Conflict> services(
      long except, Collection<String> services, Instant after, ChangeWindow window) {
    return services.isEmpty()
        ? Stream.empty()
        : changes
            .sharingServices(
                services, except, after, window.start(), window.end(), ALIVE, Limit.of(MOST))
            .stream()
            .map(
                other ->
                    conflict(ChangeDocument.Conflict.Kind.SHARED_SERVICE, other, other.shared()));
  }

  private Stream<ChangeDocument.Conflict> around(
      String number, Set<ItemKey> workedOn, ChangeWindow window) {
    var around = new TreeSet<String>();
    if (!workedOn.isEmpty()) {
      estate.relationshipsOf(workedOn).stream()
          .filter(relationship -> relationship.type().equals(CONTAINS))
          .flatMap(relationship -> Stream.of(relationship.source(), relationship.target()))
          .filter(item -> !workedOn.contains(item))
          .limit(MOST_AROUND)
          .forEach(item -> around.add(item.value()));
    }
    return around.isEmpty()
        ? Stream.empty()
        : calendar.conflicts(number, List.copyOf(around), window).stream()
            .limit(MOST)
            .map(
                other ->
                    new ChangeDocument.Conflict(
                        ChangeDocument.Conflict.Kind.PARENT_OR_CHILD,
                        other.subject(),
                        null,
                        null,
                        new ChangeDocument.Window(other.window().start(), other.window().end()),
                        other.item(),
                        null,
                        null,
                        null));
  }

  private static ChangeDocument.Conflict conflict(
      ChangeDocument.Conflict.Kind kind, Changes.Sharing other, @Nullable String item) {
    return new ChangeDocument.Conflict(
        kind,
        ChangeNumber.of(other.id()).value(),
        null,
        null,
        new ChangeDocument.Window(other.start(), other.end()),
        item,
        null,
        null,
        null);
  }
}
