package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.change.ChangeFixtures.NOW;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.changecontrol.calendar.Restrictions;
import org.changecontrol.policy.Stake;
import org.junit.jupiter.api.Test;

class StakesTest {

  private static Change assessed(
      List<Assessment.ServiceAtStake> services, List<Assessment.ItemOwner> owners) {
    var change = ChangeFixtures.submitted();
    change.assessed(
        new Assessment(
            NOW,
            services.size(),
            services,
            List.of(),
            false,
            List.of(),
            Restrictions.NONE,
            List.of(),
            List.of(),
            2,
            false,
            owners));
    return change;
  }

  private static Assessment.ServiceAtStake service(String name, String owner) {
    return new Assessment.ServiceAtStake("CI-" + name, name, 3, owner, Map.of());
  }

  private static NamedStakeholder named(int id, Stakeholder who) {
    return new NamedStakeholder(id, who, "runs the batch", "manager", NOW, null);
  }

  @Test
  void nobodyHasAStakeBeforeTheAssessmentUnlessHeWasNamed() {
    var change = ChangeFixtures.draft();
    assertThat(Stakes.in(change)).isEmpty();

    change.name(named(1, Stakeholder.person("freezer")));

    assertThat(Stakes.in(change)).containsOnlyKeys(Stakeholder.person("freezer"));
  }

  @Test
  void anOwnerOfSeveralServicesIsToldThreeOfThemByName() {
    var services = IntStream.rangeClosed(1, 5).mapToObj(i -> service("S" + i, "network")).toList();

    assertThat(Stakes.in(assessed(services, List.of())).get(Stakeholder.group("network")).because())
        .containsExactly("owns the impacted services S1, S2, S3 and 2 more");
  }

  @Test
  void aServiceWithoutAnOwnerMakesNobodyAStakeholder() {
    var services = List.of(service("S1", null), service("S2", " "));

    assertThat(Stakes.in(assessed(services, List.of()))).isEmpty();
  }

  @Test
  void whoHasSeveralStakesIsOneStakeholder() {
    var change =
        assessed(
            List.of(service("Tickets", "network")),
            List.of(
                new Assessment.ItemOwner("network", 1, "sw01"),
                new Assessment.ItemOwner("power", 7, "pdu01")));
    change.name(named(1, Stakeholder.group("network")));

    var stakes = Stakes.in(change);

    assertThat(stakes).containsOnlyKeys(Stakeholder.group("network"), Stakeholder.group("power"));
    var network = stakes.get(Stakeholder.group("network"));
    assertThat(network.kinds()).containsExactlyInAnyOrder(Stake.values());
    assertThat(network.because())
        .containsExactly(
            "owns the impacted service Tickets",
            "owns sw01, which is worked on or impacted",
            "named by manager: runs the batch");
    assertThat(stakes.get(Stakeholder.group("power")).because())
        .containsExactly("owns 7 items that are worked on or impacted, among them pdu01");
  }

  @Test
  void aGroupAndAPersonOfOneNameAreTwoStakeholders() {
    var change = ChangeFixtures.draft();
    change.name(named(1, Stakeholder.person("network")));
    change.name(named(2, Stakeholder.group("network")));

    assertThat(Stakes.in(change)).hasSize(2);
  }

  @Test
  void whoWasStruckOffStaysOnTheRollAndHasNoStake() {
    var change = ChangeFixtures.draft();
    var named = named(1, Stakeholder.person("freezer"));
    change.name(named);

    change.strikeOff(
        named.struckOff(new NamedStakeholder.StruckOff("requester", NOW, "no longer runs it")));

    assertThat(Stakes.in(change)).isEmpty();
    assertThat(change.namedStakeholders()).singleElement().matches(one -> !one.counts());
    assertThat(change.isNamed(Stakeholder.person("freezer"))).isFalse();
  }
}
