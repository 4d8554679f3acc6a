package org.changecontrol.engine.guard;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an expression asks: facts of the record, joined by and, or, not.
 *
 * @param facts all that it mentions, for example {@code changeFacts.approved}
 * @param conjunction whether it holds only where every one of them does
 */
record Question(Set<String> facts, boolean conjunction) {

  private static final Pattern EXPRESSION = Pattern.compile("\\s*[$#]\\{([^{}]*)}\\s*");
  private static final Pattern FACT = Pattern.compile("(\\w+\\.\\w+)\\(\\s*execution\\s*\\)");
  private static final Pattern ALTERNATIVE = Pattern.compile("\\|\\||!|\\b(or|not)\\b");
  private static final Pattern JOINED =
      Pattern.compile("(&&|\\|\\||!|\\band\\b|\\bor\\b|\\bnot\\b|[()\\s]|#)*");

  /** The question, or null where the text asks for anything but facts. */
  static @Nullable Question read(@Nullable String text) {
    var expression = EXPRESSION.matcher(String.valueOf(text));
    if (!expression.matches()) {
      return null;
    }
    String asked = expression.group(1);
    Set<String> facts = new LinkedHashSet<>();
    var fact = FACT.matcher(asked);
    while (fact.find()) {
      facts.add(fact.group(1));
    }
    String rest = fact.replaceAll("#");
    if (facts.isEmpty() || asked.contains("#") || !JOINED.matcher(rest).matches()) {
      return null;
    }
    return new Question(facts, !ALTERNATIVE.matcher(rest).find());
  }

  /** The facts that must all hold where the answer is yes. */
  Set<String> affirmed() {
    return conjunction ? facts : Set.of();
  }
}
