package org.changecontrol.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Passwords that an attacker tries first. */
public final class WellKnownPasswords {

  /** The least length of a password outside the demonstration, in characters. */
  public static final int SHORTEST = 12;

  /** Given by the products around, or by the demonstration; tried against what is stored. */
  public static final List<String> DEFAULTS =
      List.of("demo", "admin", "camunda", "password", "changeme", "changeit");

  private static final int LEAST_DIFFERENT = 5;

  /** What they are made of when they are made longer. */
  private static final Set<String> WORDS =
      Set.of(
          "demo",
          "admin",
          "administrator",
          "camunda",
          "password",
          "passwort",
          "secret",
          "changeme",
          "changeit",
          "changecontrol",
          "postgres",
          "welcome",
          "letmein",
          "qwerty",
          "qwertyuiop",
          "abcdefghijkl",
          "placeholder",
          "example",
          "test");

  private WellKnownPasswords() {}

  /**
   * What is wrong with a password for this person, as the end of the sentence "it …"; empty where
   * nothing is.
   */
  public static Optional<String> problem(String person, String password) {
    if (password.length() < SHORTEST) {
      return Optional.of("is shorter than " + SHORTEST + " characters");
    }
    String letters = password.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    if (password.toLowerCase(Locale.ROOT).contains(person.toLowerCase(Locale.ROOT))) {
      return Optional.of("contains the name of its person");
    }
    if (WORDS.contains(letters) || isMadeOfOneWord(letters)) {
      return Optional.of("is well known");
    }
    if (password.chars().distinct().count() < LEAST_DIFFERENT
        || "01234567890123456789".contains(password)
        || "98765432109876543210".contains(password)) {
      return Optional.of("repeats or counts a few characters");
    }
    return Optional.empty();
  }

  private static boolean isMadeOfOneWord(String letters) {
    return !letters.isEmpty()
        && WORDS.stream().anyMatch(word -> letters.replace(word, "").isEmpty());
  }
}
