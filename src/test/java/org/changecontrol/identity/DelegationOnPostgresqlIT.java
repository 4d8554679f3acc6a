package org.changecontrol.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.changecontrol.OnPostgresql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnPostgresql
class DelegationOnPostgresqlIT extends DelegationScenarios {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncate identity_delegation cascade",
        "truncate identity_delegation_group",
        "truncate identity_delegation_end"
      })
  void whatWasHandedOnStaysOnRecord(String statement) {
    assertThatThrownBy(() -> jdbc.sql(statement).update())
        .rootCause()
        .hasMessageContaining("its rows are only ever added");
  }
}
