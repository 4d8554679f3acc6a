package org.changecontrol.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.fact.Fact;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where people hand their right to vote to somebody else for a time, and take it back. Everybody
 * sees what he gave and received; auditors and administrators see all.
 */
@Component
@Transactional
public class DelegationDesk {

  /**
   * How many delegations of one person may stand or be to come: his delegates cannot vote on what
   * he requests, so that many of them would choose his judges.
   */
  static final int MOST_AT_ONCE = 5;

  private static final List<String> READ_ALL = List.of(Groups.AUDITORS, Groups.ADMINISTRATORS);

  private final Delegations delegations;
  private final DelegationEnds ends;
  private final Memberships memberships;
  private final DelegationReader reader;
  private final DatedPeople people;
  private final Actors actors;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  DelegationDesk(
      Delegations delegations,
      DelegationEnds ends,
      Memberships memberships,
      DelegationReader reader,
      DatedPeople people,
      Actors actors,
      ApplicationEventPublisher events,
      Clock clock) {
    this.delegations = delegations;
    this.ends = ends;
    this.memberships = memberships;
    this.reader = reader;
    this.people = people;
    this.actors = actors;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What the reader may see, newest first: what he gave and received; all of it for auditors and
   * administrators.
   *
   * @param person only what this person gave or received; null for no such limit
   */
  @Transactional(readOnly = true)
  public Page<DelegationDocument> page(@Nullable String person, Paging paging) {
    var actor = actors.current();
    if (!seesAll(actor)) {
      if (person != null && !person.equals(actor.id())) {
        throw new InvalidInput(
            new Problem("person", person, "must be yourself, or left out: others' are not shown"));
      }
      person = actor.id();
    }
    var page = delegations.concerning(person, paging.sortedBy(Sort.by(Sort.Direction.DESC, "id")));
    var ended = endings(page.getContent());
    return Page.of(page).map(one -> document(one, ended.get(one.id())));
  }

  /**
   * @throws NotVisible when there is none, or it concerns only others
   */
  @Transactional(readOnly = true)
  public DelegationDocument document(String number) {
    var delegation = visible(number, false);
    return document(delegation, ends.of(delegation.id()).orElse(null));
  }

  /**
   * The signed-in person hands on his right to vote.
   *
   * @param fields {@code to}, {@code start} (now where it is left out), {@code end}, {@code
   *     groups}, {@code kind} (DELEGATION unless said otherwise), {@code reason}
   * @throws NotAllowed for administrators, auditors, operators and robots
   * @throws InvalidInput with all that is wrong
   * @throws NotNow when he has handed the same to the same person for a part of that time, or has
   *     too many delegations
   */
  public DelegationDocument give(Map<String, ?> fields) {
    var giver = actors.current();
    requireVote(giver);
    var held =
        memberships.holdOf(giver.id()).stream().map(MembershipRecord::group).distinct().toList();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var handing = reader.read(fields, giver.id(), held, now);
    requireRoom(giver, handing, now);
    var given =
        delegations.save(
            new DelegationRecord(
                handing.kind(),
                giver.id(),
                handing.to(),
                handing.groups(),
                handing.start(),
                handing.end(),
                handing.reason(),
                now));
    people.changed();
    announce(given, "DelegationGiven", given.reason(), DelegationRows.KIND, given.digest());
    events.publishEvent(new StandInChanged(given.giver(), given.delegate(), given.groups(), true));
    return document(given, null);
  }

  /**
   * Who gave it takes it back, or who received it declines it.
   *
   * @param reason why; null where nobody says
   * @throws NotVisible when there is none, or it concerns only others
   * @throws NotAllowed for whoever may only read it
   * @throws NotNow when it is over
   */
  public void end(String number, @Nullable String reason) {
    var actor = actors.current();
    var submission =
        new Submission(reason == null ? Map.of() : Map.of("reason", reason), List.of("reason"));
    var why = submission.text("reason", Submission.LONGEST_TEXT);
    submission.check();
    var delegation = visible(number, true);
    if (!concerns(delegation, actor.id())) {
      throw new NotAllowed(
          number
              + " is ended by "
              + delegation.giver()
              + ", who gave it, or by "
              + delegation.delegate()
              + ", who received it");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var ended = ends.of(delegation.id()).orElse(null);
    if (ended != null || !delegation.end().isAfter(now)) {
      throw new NotNow(
          number
              + " is over since "
              + (ended == null ? delegation.end() : ended.at())
              + (ended == null ? "" : "; " + ended.by() + " ended it"));
    }
    var end = ends.save(new DelegationEnd(delegation.id(), now, actor.id(), why));
    people.changed();
    announce(delegation, "DelegationEnded", why, DelegationEndRows.KIND, end.digest());
    events.publishEvent(
        new StandInChanged(delegation.giver(), delegation.delegate(), delegation.groups(), false));
  }

  private static void requireVote(Actor giver) {
    for (var group : giver.groups()) {
      if (Groups.WITHOUT_A_VOTE.contains(group)) {
        throw new NotAllowed(
            giver.id() + " belongs to " + group + ", who never vote and have nothing to hand on");
      }
    }
  }

  private void requireRoom(Actor giver, DelegationReader.Handing handing, Instant now) {
    var standing = delegations.standingOf(giver.id(), now);
    for (var other : standing) {
      var both = new ArrayList<>(other.groups());
      both.retainAll(handing.groups());
      if (other.delegate().equals(handing.to())
          && other.kind() == handing.kind()
          && other.start().isBefore(handing.end())
          && handing.start().isBefore(other.end())
          && !both.isEmpty()) {
        throw new NotNow(
            "%s hands %s to %s already, from %s to %s"
                .formatted(
                    other.number(),
                    String.join(", ", both),
                    other.delegate(),
                    other.start(),
                    other.end()));
      }
    }
    if (standing.size() >= MOST_AT_ONCE) {
      throw new NotNow(
          "%s has %d delegations that are not over; end one of them first"
              .formatted(giver.id(), standing.size()));
    }
  }

  private DelegationRecord visible(String number, boolean toEndIt) {
    if (!DelegationNumber.isNumber(number)) {
      throw none(number);
    }
    var serial = new DelegationNumber(number).serial();
    var actor = actors.current();
    return (toEndIt ? delegations.hold(serial) : delegations.findById(serial))
        .filter(delegation -> seesAll(actor) || concerns(delegation, actor.id()))
        .orElseThrow(() -> none(number));
  }

  private static NotVisible none(String number) {
    return new NotVisible("There is no delegation " + number);
  }

  private static boolean seesAll(Actor actor) {
    return actor.isInAny(READ_ALL);
  }

  private static boolean concerns(DelegationRecord delegation, String person) {
    return delegation.giver().equals(person) || delegation.delegate().equals(person);
  }

  private Map<Long, DelegationEnd> endings(Collection<DelegationRecord> some) {
    Map<Long, DelegationEnd> endings = new HashMap<>();
    if (!some.isEmpty()) {
      ends.of(some.stream().map(DelegationRecord::id).toList())
          .forEach(end -> endings.put(end.getId(), end));
    }
    return endings;
  }

  private void announce(
      DelegationRecord delegation,
      String fact,
      @Nullable String reason,
      String evidence,
      String digest) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("kind", delegation.kind().name());
    detail.put("from", delegation.giver());
    detail.put("to", delegation.delegate());
    detail.put("groups", List.copyOf(delegation.groups()));
    detail.put("start", delegation.start().toString());
    detail.put("end", delegation.end().toString());
    detail.put(Fact.EVIDENCE, evidence + "/" + delegation.id());
    detail.put(Fact.DIGEST, digest);
    events.publishEvent(new Fact(delegation.number().value(), fact, reason, detail));
  }

  private DelegationDocument document(DelegationRecord delegation, @Nullable DelegationEnd end) {
    var now = clock.instant();
    var state =
        end != null || !delegation.end().isAfter(now)
            ? DelegationDocument.State.OVER
            : delegation.start().isAfter(now)
                ? DelegationDocument.State.UPCOMING
                : DelegationDocument.State.IN_FORCE;
    return new DelegationDocument(
        delegation.number(),
        delegation.kind(),
        delegation.giver(),
        delegation.delegate(),
        List.copyOf(delegation.groups()),
        delegation.start(),
        delegation.end(),
        delegation.reason(),
        state,
        delegation.givenAt(),
        end == null ? null : new DelegationDocument.Ending(end.at(), end.by(), end.reason()));
  }
}
