package org.changecontrol.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.changecontrol.fact.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written down: who did what to what, when and why. Its texts are such that the
 * database gives them back as they were: cut to their columns, without U+0000 and halves of
 * characters.
 */
record Noted(
    Instant at,
    String actor,
    String subject,
    String name,
    @Nullable String reason,
    String detail,
    @Nullable String evidence) {

  private static final int NAMED = 255;
  private static final int NAME = 100;
  private static final int REASON = 20_000;
  private static final int REPLACEMENT = 0xFFFD;

  Noted {
    at = at.truncatedTo(ChronoUnit.MICROS);
    actor = cut(actor, NAMED);
    subject = cut(subject, NAMED);
    name = cut(name, NAME);
    reason = reason == null ? null : cut(reason, REASON);
  }

  static Noted of(Fact fact, String actor, Instant at) {
    Object evidence = fact.detail().get(Fact.EVIDENCE);
    return new Noted(
        at,
        actor,
        fact.subject(),
        fact.name(),
        fact.reason(),
        CanonicalJson.of(fact.detail()),
        evidence == null ? null : evidence.toString());
  }

  static Noted of(
      Instant at,
      String actor,
      String subject,
      String name,
      @Nullable String reason,
      Map<String, ?> detail) {
    return new Noted(at, actor, subject, name, reason, CanonicalJson.of(detail), null);
  }

  /**
   * @param length in UTF-16 units, the wider of the two ways in which databases count
   */
  private static String cut(String text, int length) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), length));
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      boolean unfit =
          point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
      int fit = unfit ? REPLACEMENT : point;
      if (kept.length() + Character.charCount(fit) > length) {
        break;
      }
      kept.appendCodePoint(fit);
    }
    return kept.toString();
  }
}
