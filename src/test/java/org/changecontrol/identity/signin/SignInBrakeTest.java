package org.changecontrol.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInBrakeTest {

  private Instant now = Instant.parse("2026-03-03T10:00:00Z");

  private final SignInBrake brake =
      new SignInBrake(
          new Clock() {
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
          });

  @Test
  void aFewWrongPasswordsCostNothing() {
    fail(4, "192.0.2.1", "cab1");

    assertThat(brake.wait("192.0.2.1", "cab1")).isZero();
  }

  @Test
  void eachFurtherOneDoublesTheWaitUpToAMinute() {
    fail(5, "192.0.2.1", "cab1");
    assertThat(brake.wait("192.0.2.1", "cab1")).isEqualTo(Duration.ofSeconds(1));
    fail(1, "192.0.2.1", "cab1");
    assertThat(brake.wait("192.0.2.1", "cab1")).isEqualTo(Duration.ofSeconds(2));
    fail(100, "192.0.2.1", "cab1");
    assertThat(brake.wait("192.0.2.1", "cab1")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void theWaitEnds() {
    fail(100, "192.0.2.1", "cab1");
    now = now.plus(SignInBrake.LONGEST_WAIT);

    assertThat(brake.wait("192.0.2.1", "cab1")).isZero();
  }

  @Test
  void whoGuessesElsewhereDoesNotSlowThePersonHimself() {
    fail(100, "192.0.2.1", "cab1");

    assertThat(brake.wait("192.0.2.2", "cab1")).isZero();
    assertThat(brake.wait("192.0.2.1", "cab2")).isZero();
  }

  @Test
  void anIpv6SubscriberIsOneGuesserWithAllHisAddresses() {
    fail(5, "2001:db8:1:2::1", "cab1");

    assertThat(brake.wait("2001:db8:1:2:ffff::9", "cab1")).isPositive();
    assertThat(brake.wait("2001:db8:1:3::1", "cab1")).isZero();
  }

  @Test
  void theRightPasswordAndTimeMakeItForget() {
    fail(5, "192.0.2.1", "cab1");
    brake.succeeded("192.0.2.1", "cab1");
    fail(4, "192.0.2.1", "cab1");
    assertThat(brake.wait("192.0.2.1", "cab1")).isZero();

    now = now.plus(SignInBrake.FORGOTTEN_AFTER).plusSeconds(1);
    fail(4, "192.0.2.1", "cab1");
    assertThat(brake.wait("192.0.2.1", "cab1")).isZero();
  }

  @Test
  void itsMemoryIsBounded() {
    for (int i = 0; i < SignInBrake.MOST_ENTRIES + 100; i++) {
      brake.failed("192.0.2.1", "nobody" + i);
    }

    assertThat(brake.entries()).isEqualTo(SignInBrake.MOST_ENTRIES);
  }

  private void fail(int times, String address, String person) {
    for (int i = 0; i < times; i++) {
      brake.failed(address, person);
    }
  }
}
