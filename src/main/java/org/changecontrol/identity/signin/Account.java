package org.changecontrol.identity.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.PasswordHashing;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in, with the groups he belongs to now.
 *
 * @param storedPassword as the engine keeps it: the algorithm's name in braces, then the hash
 * @param salt what the engine appends to the password before hashing
 */
record Account(Actor actor, @Nullable String storedPassword, @Nullable String salt) {

  private static final String PREFIX = "{" + PasswordHashing.ALGORITHM + "}";

  boolean hasPassword(String password, PasswordHashing hashing) {
    return storedPassword != null
        && storedPassword.startsWith(PREFIX)
        && hashing.matches(
            password + (salt == null ? "" : salt), storedPassword.substring(PREFIX.length()));
  }

  /** Changes with every new password, and tells nothing about it. */
  String passwordMark() {
    return sha256(storedPassword == null ? "" : storedPassword);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
