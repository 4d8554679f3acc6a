package org.changecontrol.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowScopeTest {

  private final TouchedItem router =
      new TouchedItem(
          "CI-000001", Set.of("router", "network-device", "item"), "network", "production");
  private final TouchedItem stray = new TouchedItem("CI-000002", Set.of("item"), null, null);

  @Test
  void aScopeThatSaysNothingCoversTheWholeEstate() {
    assertThat(WindowScope.WHOLE_ESTATE.covers(router)).isTrue();
    assertThat(WindowScope.WHOLE_ESTATE.covers(stray)).isTrue();
  }

  @Test
  void aTypeCoversItsSubtypes() {
    assertThat(scope(List.of("network-device"), List.of(), List.of(), List.of()).covers(router))
        .isTrue();
    assertThat(scope(List.of("server"), List.of(), List.of(), List.of()).covers(router)).isFalse();
  }

  @Test
  void typesOwnersAndEnvironmentsNarrowEachOther() {
    assertThat(
            scope(List.of("router"), List.of("network"), List.of("production"), List.of())
                .covers(router))
        .isTrue();
    assertThat(
            scope(List.of("router"), List.of("network"), List.of("test"), List.of()).covers(router))
        .isFalse();
    assertThat(scope(List.of("router"), List.of("platform"), List.of(), List.of()).covers(router))
        .isFalse();
  }

  @Test
  void whatHasNoOwnerAndNoEnvironmentIsNotCoveredByThem() {
    assertThat(scope(List.of(), List.of("network"), List.of(), List.of()).covers(stray)).isFalse();
    assertThat(scope(List.of(), List.of(), List.of("production"), List.of()).covers(stray))
        .isFalse();
  }

  @Test
  void anItemThatIsNamedIsCoveredWhateverElseIsSaid() {
    assertThat(scope(List.of(), List.of(), List.of(), List.of("CI-000001")).covers(router))
        .isTrue();
    assertThat(scope(List.of(), List.of(), List.of(), List.of("CI-000001")).covers(stray))
        .isFalse();
    assertThat(scope(List.of("router"), List.of(), List.of(), List.of("CI-000002")).covers(stray))
        .isTrue();
    assertThat(scope(List.of("router"), List.of(), List.of(), List.of("CI-000002")).covers(router))
        .isTrue();
  }

  private static WindowScope scope(
      List<String> types, List<String> owners, List<String> environments, List<String> items) {
    return new WindowScope(types, owners, environments, items);
  }
}
