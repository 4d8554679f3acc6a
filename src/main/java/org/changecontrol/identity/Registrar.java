package org.changecontrol.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.changecontrol.fact.Fact;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down who joined and who left which group, and when, in the transaction that makes it so.
 * It records what has been decided elsewhere and asks nobody for leave.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Registrar {

  /** A stay in a group, without its dates. */
  public record Place(String person, String group) {}

  private final Memberships memberships;
  private final DatedPeople people;
  private final ApplicationEventPublisher facts;
  private final Clock clock;

  Registrar(
      Memberships memberships, DatedPeople people, ApplicationEventPublisher facts, Clock clock) {
    this.memberships = memberships;
    this.people = people;
    this.facts = facts;
    this.clock = clock;
  }

  /** A person has been given an account. */
  public void personAdded(String person) {
    facts.publishEvent(Fact.of(person, "PersonAdded"));
  }

  /** A person has got another password, from himself or from an administrator. */
  public void passwordChanged(String person) {
    facts.publishEvent(Fact.of(person, "PasswordChanged"));
  }

  /** Name or address of a person have been changed. */
  public void personChanged(String person) {
    facts.publishEvent(Fact.of(person, "PersonChanged"));
  }

  /** A person's account has been removed; he leaves every group. */
  public void personRemoved(String person) {
    end(memberships.findByPersonAndLeftAtIsNull(person));
    facts.publishEvent(Fact.of(person, "PersonRemoved"));
  }

  /** A group has been set up. */
  public void groupAdded(String group) {
    facts.publishEvent(Fact.of(group, "GroupAdded"));
  }

  /** A group has been removed; everybody leaves it. */
  public void groupRemoved(String group) {
    end(memberships.findByGroupIdAndLeftAtIsNull(group));
    facts.publishEvent(Fact.of(group, "GroupRemoved"));
  }

  /** A person has joined a group. */
  public void joined(String person, String group) {
    begin(new Place(person, group), "JoinedGroup");
  }

  /** A person has left a group. */
  public void left(String person, String group) {
    end(memberships.findByPersonAndGroupIdAndLeftAtIsNull(person, group));
  }

  /**
   * Brings the record in line with the directory, for what was changed past the platform: who is in
   * a group and not on record joins now, who is on record and not in the group leaves now.
   *
   * @param present everybody who is in a group now
   */
  public void takeOver(Set<Place> present) {
    List<MembershipRecord> gone = new ArrayList<>();
    Set<Place> unrecorded = new LinkedHashSet<>(present);
    for (MembershipRecord recorded : memberships.findByLeftAtIsNull()) {
      Place place = new Place(recorded.person(), recorded.group());
      if (!present.contains(place)) {
        gone.add(recorded);
      }
      unrecorded.remove(place);
    }
    end(gone);
    unrecorded.forEach(place -> begin(place, "FoundInGroup"));
  }

  private void begin(Place place, String fact) {
    people.changed();
    memberships.save(new MembershipRecord(place.person(), place.group(), clock.instant()));
    facts.publishEvent(new Fact(place.person(), fact, null, Map.of("group", place.group())));
    facts.publishEvent(new MembershipChanged(Set.of(place.person())));
  }

  private void end(List<MembershipRecord> stays) {
    people.changed();
    Instant now = clock.instant();
    for (MembershipRecord stay : stays) {
      stay.leave(now);
      facts.publishEvent(new Fact(stay.person(), "LeftGroup", null, Map.of("group", stay.group())));
    }
    if (!stays.isEmpty()) {
      facts.publishEvent(
          new MembershipChanged(
              stays.stream().map(MembershipRecord::person).collect(Collectors.toSet())));
    }
  }
}
