package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleStateTest {

  private static final Map<String, Set<String>> AGREED =
      Map.ofEntries(
          Map.entry("PLANNED", Set.of("ON_ORDER", "IN_STOCK", "DEPLOYING", "IN_USE", "VOID")),
          Map.entry("ON_ORDER", Set.of("IN_STOCK", "DEPLOYING", "MISSING")),
          Map.entry("IN_STOCK", Set.of("DEPLOYING", "IN_USE", "PENDING_RETIREMENT", "MISSING")),
          Map.entry("DEPLOYING", Set.of("IN_USE", "IN_STOCK", "MISSING")),
          Map.entry("IN_USE", Set.of("MAINTENANCE", "IN_STOCK", "PENDING_RETIREMENT", "MISSING")),
          Map.entry("MAINTENANCE", Set.of("IN_USE", "IN_STOCK", "PENDING_RETIREMENT", "MISSING")),
          Map.entry("PENDING_RETIREMENT", Set.of("RETIRED", "IN_USE", "MISSING")),
          Map.entry("RETIRED", Set.of("DISPOSED")),
          Map.entry("DISPOSED", Set.of()),
          Map.entry("VOID", Set.of()),
          Map.entry(
              "MISSING",
              Set.of(
                  "ON_ORDER",
                  "IN_STOCK",
                  "DEPLOYING",
                  "IN_USE",
                  "MAINTENANCE",
                  "PENDING_RETIREMENT")));

  @ParameterizedTest
  @EnumSource
  void aStateLeadsWhereWasAgreedAndNowhereElse(LifecycleState state) {
    for (var other : LifecycleState.values()) {
      assertThat(state.mayBecome(other))
          .as("%s → %s", state, other)
          .isEqualTo(AGREED.get(state.name()).contains(other.name()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPlannedOrGoneDoesNotCountInImpact(LifecycleState state) {
    assertThat(state.isLive())
        .isEqualTo(!Set.of("PLANNED", "VOID", "RETIRED", "DISPOSED").contains(state.name()));
  }
}
