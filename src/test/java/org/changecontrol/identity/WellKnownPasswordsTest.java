package org.changecontrol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownPasswordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "admin",
        "elevenchars",
        "password1234",
        "Password2024!",
        "changeme-changeme",
        "change-control",
        "my-admin-password",
        "aaaaaaaaaaaa",
        "123456789012",
        "Camunda-7.24.0",
        "administrator"
      })
  void aPasswordThatIsGuessedFirstIsRefused(String password) {
    assertThat(WellKnownPasswords.problem("admin", password)).isPresent();
  }

  @Test
  void aLongPasswordOfItsOwnIsTaken() {
    assertThat(WellKnownPasswords.problem("admin", "gravel-otter-lamp-7")).isEmpty();
  }
}
