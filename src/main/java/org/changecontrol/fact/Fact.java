package org.changecontrol.fact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, in the past tense: published inside the transaction that makes it true
 * with Spring's event publisher. Who acted and when is known to whoever writes it down.
 *
 * @param subject what it happened to: a change number, an item key, a person, a group
 * @param name what happened, for example {@code ChangeApproved} or {@code ItemUpdated}
 * @param reason why, in the words of who did it, or null where none is asked for
 * @param detail what else belongs on record; values are text, numbers, booleans, lists and maps
 */
public record Fact(
    String subject, String name, @Nullable String reason, Map<String, Object> detail) {

  /**
   * In the detail: which row elsewhere this fact vouches for, {@code kind/key}; see {@link
   * Evidence}.
   */
  public static final String EVIDENCE = "evidence";

  /** In the detail: the digest of that row, SHA-256 in lower-case hexadecimal. */
  public static final String DIGEST = "digest";

  public Fact {
    detail = Map.copyOf(detail);
  }

  public static Fact of(String subject, String name) {
    return new Fact(subject, name, null, Map.of());
  }
}
