package org.changecontrol.calendar;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Submission;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where freezes and maintenance windows are declared, suspended and withdrawn: by freeze owners and
 * change managers. Whoever is signed in may read them.
 */
@Component
@Transactional
public class WindowDesk {

  /** How far ahead the next date of a window is looked for. */
  private static final Duration AHEAD = Duration.ofDays(5 * 366);

  private static final List<String> WRITERS = List.of(Groups.FREEZE_OWNERS, Groups.CHANGE_MANAGERS);

  private final StandingWindows windows;
  private final WindowReader reader;
  private final Actors actors;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  WindowDesk(
      StandingWindows windows,
      WindowReader reader,
      Actors actors,
      ApplicationEventPublisher events,
      Clock clock) {
    this.windows = windows;
    this.reader = reader;
    this.actors = actors;
    this.events = events;
    this.clock = clock;
  }

  /** Oldest first, the withdrawn ones left out; of one kind where one is named. */
  @Transactional(readOnly = true)
  public Page<WindowDocument> page(@Nullable WindowKind kind, Paging paging) {
    Specification<StandingWindow> wanted =
        (window, query, builder) ->
            kind == null
                ? builder.isNull(window.get("withdrawnAt"))
                : builder.and(
                    builder.isNull(window.get("withdrawnAt")),
                    builder.equal(window.get("kind"), kind));
    return Page.of(windows.findAll(wanted, paging.sortedBy(Sort.by("id")))).map(this::document);
  }

  /**
   * @throws NotVisible when there is none, or it was withdrawn
   */
  @Transactional(readOnly = true)
  public WindowDocument document(String number) {
    return document(window(number));
  }

  /**
   * Declares a window.
   *
   * @param fields by the names of the contract
   * @throws NotAllowed for anybody but freeze owners and change managers
   * @throws InvalidInput with all that is wrong
   */
  public WindowDocument declare(Map<String, ?> fields) {
    var actor = requireWriter();
    var window = windows.save(new StandingWindow(reader.read(fields), actor.id(), clock.instant()));
    announce(window, "WindowDeclared", window.reason());
    return document(window);
  }

  /**
   * The window means nothing until it is reinstated.
   *
   * @throws NotNow when it is suspended already
   */
  public WindowDocument suspend(String number, Map<String, ?> fields) {
    var actor = requireWriter();
    var window = window(number);
    var submission = new Submission(fields, List.of("reason"));
    var reason = submission.requiredText("reason", Submission.LONGEST_TEXT);
    submission.check();
    window.suspend(reason, actor.id(), clock.instant());
    announce(window, "WindowSuspended", reason);
    return document(window);
  }

  /**
   * The window means again what it was declared for.
   *
   * @throws NotNow when it is not suspended
   */
  public WindowDocument reinstate(String number) {
    requireWriter();
    var window = window(number);
    window.reinstate();
    announce(window, "WindowReinstated", null);
    return document(window);
  }

  /** The window means nothing any more and is not listed; it stays on record. */
  public void withdraw(String number) {
    var actor = requireWriter();
    var window = window(number);
    window.withdraw(actor.id(), clock.instant());
    announce(window, "WindowWithdrawn", null);
  }

  private StandingWindow window(String number) {
    if (!WindowNumber.isNumber(number)) {
      throw new NotVisible("There is no window " + number);
    }
    return windows
        .findById(new WindowNumber(number).serial())
        .filter(window -> !window.isWithdrawn())
        .orElseThrow(() -> new NotVisible("There is no window " + number));
  }

  private Actor requireWriter() {
    var actor = actors.current();
    if (!actor.isInAny(WRITERS)) {
      throw new NotAllowed(
          "Only "
              + String.join(" and ", WRITERS)
              + " declare, suspend and withdraw freezes and maintenance windows");
    }
    return actor;
  }

  private void announce(StandingWindow window, String fact, @Nullable String reason) {
    var recurrence = window.recurrence();
    var scope = window.scope();
    var detail = new LinkedHashMap<String, Object>();
    detail.put("kind", window.kind().name());
    detail.put("name", window.name());
    detail.put("start", recurrence.start().toString());
    detail.put("end", recurrence.end().toString());
    detail.put("zone", recurrence.zone().getId());
    detail.put("rrule", recurrence.rrule() == null ? "" : recurrence.rrule());
    detail.put(
        "scope",
        Map.of(
            "types", scope.types(),
            "owners", scope.owners(),
            "environments", scope.environments(),
            "items", scope.items()));
    events.publishEvent(new Fact(window.number().value(), fact, reason, detail));
  }

  private WindowDocument document(StandingWindow window) {
    var recurrence = window.recurrence();
    var now = clock.instant();
    return new WindowDocument(
        window.number(),
        window.kind(),
        window.name(),
        recurrence.start(),
        recurrence.end(),
        recurrence.zone().getId(),
        recurrence.rrule(),
        window.scope(),
        window.reason(),
        recurrence.within(new ChangeWindow(now, now.plus(AHEAD))).findFirst().orElse(null),
        window.isSuspended()
            ? new WindowDocument.Suspension(
                Objects.requireNonNull(window.suspendedFor()),
                Objects.requireNonNull(window.suspendedBy()),
                Objects.requireNonNull(window.suspendedAt()))
            : null,
        window.declaredBy(),
        window.declaredAt());
  }
}
