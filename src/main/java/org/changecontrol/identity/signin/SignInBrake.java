package org.changecontrol.identity.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows whoever guesses passwords. It counts per address and person, so that wrong guesses from
 * elsewhere never keep a person from signing in, and it never locks for good: after five wrong
 * passwords each further one doubles the wait, up to a minute, and a quarter of an hour without one
 * forgets them all. What is tried during a wait is not looked at and not counted. Each node counts
 * for itself; memory is bounded, the longest unused count goes first.
 */
class SignInBrake {

  static final int FREE_FAILURES = 5;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  static final int MOST_ENTRIES = 10_000;

  private static final int LONGEST_NAME = 64;
  private static final int IPV6_NETWORK_BYTES = 8;

  /** Where an attempt came from and whom it was for. */
  private record Guesser(String network, String person) {}

  private record Failures(int count, Instant last, Instant openAgain) {}

  private final Clock clock;
  private final Map<Guesser, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Guesser, Failures> eldest) {
          return size() > MOST_ENTRIES;
        }
      };

  SignInBrake(Clock clock) {
    this.clock = clock;
  }

  /**
   * How long the address has to wait before it may try again for this person; zero where it need
   * not.
   */
  synchronized Duration wait(String address, String person) {
    Failures known = failures.get(guesser(address, person));
    Instant now = clock.instant();
    return known != null && known.openAgain.isAfter(now)
        ? Duration.between(now, known.openAgain)
        : Duration.ZERO;
  }

  synchronized void failed(String address, String person) {
    Instant now = clock.instant();
    failures.merge(
        guesser(address, person),
        new Failures(1, now, now),
        (known, first) -> {
          if (known.last.plus(FORGOTTEN_AFTER).isBefore(now)) {
            return first;
          }
          int count = known.count + 1;
          return new Failures(count, now, now.plus(waitAfter(count)));
        });
  }

  synchronized void succeeded(String address, String person) {
    failures.remove(guesser(address, person));
  }

  synchronized int entries() {
    return failures.size();
  }

  private static Duration waitAfter(int failures) {
    if (failures < FREE_FAILURES) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, 30));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static Guesser guesser(String address, String person) {
    return new Guesser(
        network(address),
        person.length() > LONGEST_NAME ? person.substring(0, LONGEST_NAME) : person);
  }

  /** The address itself; of IPv6 the network, because one subscriber holds a whole one. */
  private static String network(@Nullable String address) {
    if (address == null || address.indexOf(':') < 0) {
      return String.valueOf(address);
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
