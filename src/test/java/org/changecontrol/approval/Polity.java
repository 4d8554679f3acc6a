package org.changecontrol.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Delegation;
import org.changecontrol.identity.DelegationKind;
import org.changecontrol.identity.Membership;
import org.changecontrol.identity.People;
import org.changecontrol.identity.Roll;
import org.changecontrol.policy.Section;
import org.changecontrol.policy.dmn.PoliciesFromFiles;
import org.changecontrol.problem.NotVisible;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** People, groups, a clock and subjects to vote on, all in the hand of a test. */
final class Polity implements People, Actors, JudgedSubjects {

  /** A clock that a test moves. */
  static final class TestClock extends Clock {

    private Instant now = Instant.parse("2026-03-03T10:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  final TestClock clock = new TestClock();
  final List<Membership> memberships = new ArrayList<>();
  final List<Delegation> delegations = new ArrayList<>();
  final Map<String, Map<Section, String>> hashes = new HashMap<>();
  final Set<String> barred = new HashSet<>();
  final Map<String, String> services = new HashMap<>();
  final List<Object> events = new ArrayList<>();
  private final ThreadLocal<String> acting = ThreadLocal.withInitial(() -> "platform");
  private JudgedSubjects subjects = this;
  private Consumer<Object> told = events::add;

  /** Subjects of another make than the ones it keeps itself, and somebody who hears of events. */
  void judging(JudgedSubjects others, Consumer<Object> hearer) {
    subjects = others;
    told = hearer;
  }

  ApprovalDesk desk(Gates gates, Votes votes) {
    var beans = new StaticListableBeanFactory();
    beans.addBean("subjects", subjects);
    return new ApprovalDesk(
        gates,
        votes,
        this,
        this,
        beans.getBeanProvider(JudgedSubjects.class),
        PoliciesFromFiles.approval(),
        this::publish,
        clock);
  }

  private void publish(Object event) {
    synchronized (events) {
      told.accept(event);
    }
  }

  Polity members(String group, String... people) {
    for (var person : people) {
      memberships.add(new Membership(person, group, Instant.parse("2020-01-01T00:00:00Z"), null));
    }
    return this;
  }

  void joins(String person, String group) {
    memberships.add(new Membership(person, group, clock.instant(), null));
  }

  void leaves(String person, String group) {
    memberships.replaceAll(
        held ->
            held.person().equals(person) && held.group().equals(group) && held.leftAt() == null
                ? new Membership(person, group, held.joinedAt(), clock.instant())
                : held);
  }

  /** From now on, for a week. */
  void handsOn(String giver, String delegate, String group, DelegationKind kind) {
    delegations.add(
        new Delegation(
            giver,
            delegate,
            group,
            kind,
            clock.instant(),
            clock.instant().plus(Duration.ofDays(7))));
  }

  void takesBack(String giver, String delegate) {
    delegations.replaceAll(
        given ->
            given.giver().equals(giver) && given.delegate().equals(delegate)
                ? new Delegation(
                    giver, delegate, given.group(), given.kind(), given.start(), clock.instant())
                : given);
  }

  /** The content of a subject changes in this section. */
  void edits(String subject, Section section) {
    hashesOf(subject).put(section, section + "-edited-" + clock.instant());
  }

  Polity as(String person) {
    acting.set(person);
    return this;
  }

  List<String> facts() {
    return events.stream()
        .filter(Fact.class::isInstance)
        .map(Fact.class::cast)
        .map(fact -> fact.name() + " " + fact.detail().get("gate"))
        .toList();
  }

  private Map<Section, String> hashesOf(String subject) {
    return hashes.computeIfAbsent(
        subject,
        unknown -> {
          Map<Section, String> first = new EnumMap<>(Section.class);
          for (var section : Section.values()) {
            first.put(section, section + "-1");
          }
          return first;
        });
  }

  @Override
  public JudgedSubject judged(String subject) {
    if (subject.startsWith("unknown")) {
      throw new NotVisible("there is no " + subject);
    }
    return new JudgedSubject(subject, hashesOf(subject), barred, services);
  }

  @Override
  public Actor current() {
    return new Actor(acting.get(), groupsOf(acting.get()));
  }

  @Override
  public boolean exists(String person) {
    return memberships.stream().anyMatch(held -> held.person().equals(person));
  }

  @Override
  public boolean groupExists(String group) {
    return memberships.stream().anyMatch(held -> held.group().equals(group));
  }

  @Override
  public Set<String> groupsOf(String person) {
    Set<String> groups = new HashSet<>();
    memberships.stream()
        .filter(held -> held.person().equals(person) && held.heldAt(clock.instant()))
        .forEach(held -> groups.add(held.group()));
    return groups;
  }

  @Override
  public List<Membership> membersOf(Collection<String> groups) {
    return memberships.stream()
        .filter(held -> groups.contains(held.group()) && held.leftAt() == null)
        .toList();
  }

  @Override
  public Roll rollSince(Collection<String> groups, Collection<String> givers, Instant since) {
    var standing =
        delegations.stream()
            .filter(given -> given.end().isAfter(since))
            .filter(given -> groups.contains(given.group()) || givers.contains(given.giver()))
            .toList();
    var delegates = standing.stream().map(Delegation::delegate).toList();
    return new Roll(
        memberships.stream()
            .filter(held -> groups.contains(held.group()) || delegates.contains(held.person()))
            .filter(held -> held.leftAt() == null || held.leftAt().isAfter(since))
            .toList(),
        standing);
  }
}
