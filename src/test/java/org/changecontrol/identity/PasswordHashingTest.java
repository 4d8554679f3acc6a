package org.changecontrol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashingTest {

  private final PasswordHashing hashing = new PasswordHashing(1_000);

  @Test
  void thePasswordFitsItsHashAndNoOtherDoes() {
    String hash = hashing.hash("correct horse");

    assertThat(hashing.matches("correct horse", hash)).isTrue();
    assertThat(hashing.matches("correct hors", hash)).isFalse();
    assertThat(hashing.matches("", hash)).isFalse();
  }

  @Test
  void thePasswordCannotBeReadInItsHashAndTwoHashesOfItDiffer() {
    assertThat(hashing.hash("correct horse"))
        .doesNotContain("correct")
        .isNotEqualTo(hashing.hash("correct horse"));
  }

  @Test
  void aHashMadeWithFewerRoundsStaysValid() {
    assertThat(new PasswordHashing(5_000).matches("correct horse", hashing.hash("correct horse")))
        .isTrue();
  }

  @Test
  void whatIsNoHashFitsNothing() {
    assertThat(hashing.matches("x", "x")).isFalse();
    assertThat(hashing.matches("x", "1$$")).isFalse();
    assertThat(hashing.matches("x", "many$AAAA$AAAA")).isFalse();
    assertThat(hashing.matches("x", "999999999$AAAA$AAAA")).isFalse();
  }

  @Test
  void aHashThatWouldBeFastIsRefused() {
    assertThatThrownBy(() -> new PasswordHashing(1))
        .isInstanceOf(UnsafeSettings.class)
        .hasMessageContaining("password-rounds");
  }
}
