package org.changecontrol.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.changecontrol.PlatformIT;
import org.changecontrol.identity.Membership;
import org.changecontrol.identity.People;
import org.changecontrol.identity.signin.Browser;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

abstract class MembershipScenarios extends PlatformIT {

  @Autowired IdentityService identity;
  @Autowired People people;
  @Autowired Opening opening;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  private final String group = "g" + UUID.randomUUID().toString().substring(0, 8);
  private final String person = "p" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void joiningAndLeavingIsDated() {
    anotherGroup(group);
    anotherPerson(person);
    Instant before = clock.instant();
    identity.createMembership(person, group);
    Instant joined = clock.instant();

    assertThat(people.membersOf(Set.of(group)))
        .singleElement()
        .satisfies(
            membership -> {
              assertThat(membership.person()).isEqualTo(person);
              assertThat(membership.joinedAt()).isBetween(before, joined);
              assertThat(membership.leftAt()).isNull();
            });

    identity.deleteMembership(person, group);

    assertThat(people.membersOf(Set.of(group))).isEmpty();
    assertThat(people.membersSince(Set.of(group), before))
        .singleElement()
        .satisfies(
            membership -> {
              assertThat(membership.heldAt(joined)).isTrue();
              assertThat(membership.heldAt(clock.instant())).isFalse();
            });
  }

  @Test
  void whoJoinsAndLeavesIsSeenAtOnceByTheTransactionThatMakesItSo() {
    anotherGroup(group);
    anotherPerson(person);
    Instant before = clock.instant();

    transaction.executeWithoutResult(
        state -> {
          assertThat(people.membersSince(Set.of(group), before)).isEmpty();
          identity.createMembership(person, group);
          assertThat(people.membersSince(Set.of(group), before))
              .singleElement()
              .satisfies(membership -> assertThat(membership.leftAt()).isNull());
          identity.deleteMembership(person, group);
          assertThat(people.membersSince(Set.of(group), before))
              .singleElement()
              .satisfies(membership -> assertThat(membership.leftAt()).isNotNull());
        });
  }

  @Test
  void whoComesBackStaysOnRecordAsHavingBeenAway() {
    anotherGroup(group);
    anotherPerson(person);
    Instant before = clock.instant();
    identity.createMembership(person, group);
    identity.deleteMembership(person, group);
    identity.createMembership(person, group);

    List<Membership> stays = people.membersSince(Set.of(group), before);
    assertThat(stays).hasSize(2);
    assertThat(stays.get(0).leftAt()).isNotNull().isBeforeOrEqualTo(stays.get(1).joinedAt());
    assertThat(people.membersOf(Set.of(group))).hasSize(1);
  }

  @Test
  void whoIsRemovedHasLeftEveryGroup() {
    anotherGroup(group);
    anotherPerson(person);
    identity.createMembership(person, group);
    Instant joined = clock.instant();

    identity.deleteUser(person);

    assertThat(people.exists(person)).isFalse();
    assertThat(people.membersOf(Set.of(group))).isEmpty();
    assertThat(people.membersSince(Set.of(group), joined)).hasSize(1);
  }

  @Test
  void aGroupThatIsRemovedHasBeenLeftByAll() {
    anotherGroup(group);
    anotherPerson(person);
    identity.createMembership(person, group);

    identity.deleteGroup(group);

    assertThat(people.groupExists(group)).isFalse();
    assertThat(people.groupsOf(person)).isEmpty();
    assertThat(people.membersOf(Set.of(group))).isEmpty();
  }

  @Test
  void whatIsRolledBackIsNotOnRecord() {
    anotherGroup(group);
    anotherPerson(person);
    Instant before = clock.instant();

    transaction.executeWithoutResult(
        state -> {
          identity.createMembership(person, group);
          state.setRollbackOnly();
        });

    assertThat(people.groupsOf(person)).isEmpty();
    assertThat(people.membersSince(Set.of(group), before)).isEmpty();
  }

  @Test
  void whatAnAdministratorDoesInAdminIsOnRecordUnderHisName() {
    anotherGroup(group);
    anotherPerson(person);
    Browser admin = Browser.signedIn(address(), "admin", "demo");
    admin.page("/camunda/app/admin/default/");
    String membership = "/camunda/api/engine/engine/default/group/" + group + "/members/" + person;

    assertThat(admin.call("PUT", membership, "").statusCode()).isEqualTo(204);
    assertThat(people.membersOf(Set.of(group))).hasSize(1);
    assertThat(admin.call("DELETE", membership, "").statusCode()).isEqualTo(204);
    assertThat(people.membersOf(Set.of(group))).isEmpty();

    assertThat(
            jdbc.sql("select actor || ' ' || name from audit_entry where subject = ? order by seq")
                .param(person)
                .query(String.class)
                .list())
        .endsWith("admin JoinedGroup", "admin LeftGroup");
  }

  @Test
  void whatWasChangedPastThePlatformIsFoundAtTheNextStart() {
    anotherGroup(group);
    anotherPerson(person);
    String gone = person + "x";
    anotherPerson(gone);
    identity.createMembership(gone, group);
    jdbc.sql("delete from act_id_membership where user_id_ = ?").param(gone).update();
    jdbc.sql("insert into act_id_membership (user_id_, group_id_) values (?, ?)")
        .params(person, group)
        .update();
    Instant before = clock.instant();

    opening.afterSingletonsInstantiated();

    assertThat(people.membersOf(Set.of(group)))
        .singleElement()
        .satisfies(
            membership -> {
              assertThat(membership.person()).isEqualTo(person);
              assertThat(membership.joinedAt()).isAfterOrEqualTo(before);
            });
  }

  @Test
  void aGroupOfThePlatformCannotBeRemoved() {
    assertThatThrownBy(() -> identity.deleteGroup("cab")).isInstanceOf(NotAllowed.class);
    assertThat(people.groupExists("cab")).isTrue();
  }

  @Test
  void twoAdministratorsWhoRemoveEachOtherAtOnceLeaveOne() throws Exception {
    anotherPerson(person);
    identity.createMembership(person, "camunda-admin");
    assertThat(people.membersOf(Set.of("camunda-admin"))).hasSize(2);
    var both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Boolean>> removals =
          List.of(
              () -> removesFromAdministrators(person), () -> removesFromAdministrators("admin"));
      List<Boolean> removed = new ArrayList<>();
      for (var removal : both.invokeAll(removals)) {
        removed.add(removal.get());
      }

      assertThat(removed).containsExactlyInAnyOrder(true, false);
      assertThat(people.membersOf(Set.of("camunda-admin"))).hasSize(1);
    } finally {
      both.shutdown();
      if (!people.groupsOf("admin").contains("camunda-admin")) {
        identity.createMembership("admin", "camunda-admin");
      }
      identity.deleteUser(person);
    }
  }

  private boolean removesFromAdministrators(String administrator) {
    try {
      identity.deleteMembership(administrator, "camunda-admin");
      return true;
    } catch (NotNow theLast) {
      return false;
    }
  }

  @Test
  void theLastAdministratorStays() {
    assertThatThrownBy(() -> identity.deleteMembership("admin", "camunda-admin"))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("last member of camunda-admin");
    assertThatThrownBy(() -> identity.deleteUser("admin")).isInstanceOf(NotNow.class);
    assertThatThrownBy(() -> identity.deleteGroup("camunda-admin")).isInstanceOf(NotAllowed.class);
    assertThat(people.groupsOf("admin")).contains("camunda-admin");
  }

  @Test
  void nobodyHasAnAccountInTheNameOfThePlatform() {
    for (String reserved : List.of("platform", "Platform", "anonymous")) {
      assertThatThrownBy(() -> anotherPerson(reserved)).isInstanceOf(InvalidInput.class);
    }
  }

  private void anotherGroup(String id) {
    Group added = identity.newGroup(id);
    added.setName(id);
    identity.saveGroup(added);
  }

  private void anotherPerson(String id) {
    User added = identity.newUser(id);
    added.setPassword("right-password-1");
    identity.saveUser(added);
  }
}
