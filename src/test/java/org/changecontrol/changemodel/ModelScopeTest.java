package org.changecontrol.changemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Set;
import org.changecontrol.changemodel.ModelScope.PlannedStep;
import org.changecontrol.changemodel.ModelScope.Respect;
import org.changecontrol.changemodel.ModelScope.TouchedItem;
import org.junit.jupiter.api.Test;

class ModelScopeTest {

  private static final ModelScope SCOPE =
      new ModelScope(
          List.of("server"),
          List.of("test"),
          List.of("platform"),
          List.of("UPDATE_ITEM"),
          List.of("memoryMb"));

  private static TouchedItem item(String type, String environment, String owner) {
    return new TouchedItem(type + ":one", Set.of(type, "hardware"), environment, owner);
  }

  @Test
  void whatItNamesIsCovered() {
    assertThat(
            SCOPE.gaps(
                List.of(item("server", "test", "platform")),
                List.of(new PlannedStep("UPDATE_ITEM", Set.of("memoryMb")))))
        .isEmpty();
  }

  @Test
  void aSubtypeIsCoveredByItsType() {
    var appliance =
        new TouchedItem(
            "application-server:one", Set.of("application-server", "server"), "test", "platform");
    assertThat(SCOPE.gaps(List.of(appliance), List.of())).isEmpty();
  }

  @Test
  void eachGapIsNamedInItsRespect() {
    assertThat(
            SCOPE.gaps(
                List.of(item("router", "production", "")),
                List.of(
                    new PlannedStep("UPDATE_ITEM", Set.of("serial", "memoryMb", "owner")),
                    new PlannedStep("RETIRE_ITEM", Set.of()))))
        .containsExactly(
            entry(Respect.TYPE, List.of("router:one")),
            entry(Respect.ENVIRONMENT, List.of("router:one in production")),
            entry(Respect.OWNER, List.of("router:one of none")),
            entry(Respect.OPERATION, List.of("RETIRE_ITEM")),
            entry(Respect.ATTRIBUTE, List.of("owner", "serial")));
  }

  @Test
  void anEmptyListOfEnvironmentsOrOwnersCoversEachOfThem() {
    var anywhere = new ModelScope(List.of("server"), List.of(), List.of(), List.of(), List.of());
    assertThat(anywhere.gaps(List.of(item("server", "", "")), List.of())).isEmpty();
  }

  @Test
  void anEmptyListOfOperationsCoversNone() {
    var looking = new ModelScope(List.of("server"), List.of(), List.of(), List.of(), List.of());
    assertThat(
            looking.gaps(
                List.of(item("server", "test", "platform")),
                List.of(new PlannedStep("UPDATE_ITEM", Set.of()))))
        .containsOnlyKeys(Respect.OPERATION);
  }
}
