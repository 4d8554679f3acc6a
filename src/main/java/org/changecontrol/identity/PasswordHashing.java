package org.changecontrol.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How passwords rest: PBKDF2 with HMAC-SHA-512 (RFC 8018, NIST SP 800-132), slow on purpose, so
 * that a stolen table is not a list of passwords. Text form: rounds, salt and hash, separated by
 * {@code $}; what was hashed with other rounds stays valid.
 */
@Component
public class PasswordHashing {

  /** The name that stands before the hash in the engine's user table. */
  public static final String ALGORITHM = "PBKDF2-HMAC-SHA512";

  private static final int LEAST_ROUNDS = 1_000;
  private static final int MOST_ROUNDS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private final SecureRandom random = new SecureRandom();
  private final int rounds;

  /**
   * @param rounds how often the hash is iterated; 210 000 unless set otherwise
   */
  PasswordHashing(@Value("${changecontrol.sign-in.password-rounds:210000}") int rounds) {
    if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
      throw new UnsafeSettings(
          List.of(
              "changecontrol.sign-in.password-rounds is %d; it has to be between %d and %d."
                  .formatted(rounds, LEAST_ROUNDS, MOST_ROUNDS)));
    }
    this.rounds = rounds;
  }

  /** The hash of a password with a salt of its own. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return rounds
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(derive(password, salt, rounds));
  }

  /** Whether the hash was made of the password; false where it is no hash of this kind. */
  public boolean matches(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      int rounds = Integer.parseInt(parts[0]);
      if (rounds < 1 || rounds > MOST_ROUNDS) {
        return false;
      }
      Base64.Decoder base64 = Base64.getDecoder();
      return MessageDigest.isEqual(
          base64.decode(parts[2]), derive(password, base64.decode(parts[1]), rounds));
    } catch (IllegalArgumentException notAHash) {
      return false;
    }
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PBKDF2 with HMAC-SHA-512", e);
    } finally {
      spec.clearPassword();
    }
  }
}
