package org.changecontrol.identity.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a short while ago, so that a script with HTTP Basic does not cost a
 * slow hash per call. What is remembered is a keyed hash of name, password and the stored hash it
 * was checked against, under a key that lives as long as this process: a new password, on whatever
 * node it was set, no longer fits. Groups are not remembered at all.
 */
class RememberedPasswords {

  static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);
  static final int MOST_ENTRIES = 1_000;

  private static final String HMAC = "HmacSHA256";

  private final Clock clock;
  private final SecretKeySpec key;
  private final Map<String, Instant> rightUntil =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_ENTRIES;
        }
      };

  RememberedPasswords(Clock clock) {
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, HMAC);
  }

  boolean knows(Account account, String password) {
    String print = print(account, password);
    synchronized (rightUntil) {
      Instant until = rightUntil.get(print);
      if (until == null) {
        return false;
      }
      if (until.isBefore(clock.instant())) {
        rightUntil.remove(print);
        return false;
      }
      return true;
    }
  }

  void remember(Account account, String password) {
    String print = print(account, password);
    synchronized (rightUntil) {
      rightUntil.put(print, clock.instant().plus(REMEMBERED_FOR));
    }
  }

  private String print(Account account, String password) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      for (String part : new String[] {account.actor().id(), account.passwordMark(), password}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + HMAC, e);
    }
  }
}
