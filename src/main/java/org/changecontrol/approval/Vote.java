package org.changecontrol.approval;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.changecontrol.policy.Section;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a person said at a gate: a vote, or that he takes it back. Rows are added and never changed.
 */
@Entity
@Immutable
@Table(name = "approval_vote")
class Vote {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "approval_vote_seq")
  @SequenceGenerator(
      name = "approval_vote_seq",
      sequenceName = "approval_vote_seq",
      allocationSize = 50)
  private @Nullable Long id;

  private long gate;
  private String subject;
  private String gateKey;
  private String voter;
  private @Nullable String onBehalfOf;

  private String word;

  private String reason;
  private boolean confirmsPriority1;
  private Instant castAt;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> judged;

  private String digest;

  @SuppressWarnings("NullAway.Init") // filled from the row
  protected Vote() {}

  Vote(
      Gate gate,
      String voter,
      @Nullable String onBehalfOf,
      Word word,
      String reason,
      boolean confirmsPriority1,
      Instant at,
      Map<Section, String> judged) {
    this.gate = gate.id();
    this.subject = gate.subject();
    this.gateKey = gate.key();
    this.voter = voter;
    this.onBehalfOf = onBehalfOf;
    this.word = word.name();
    this.reason = reason;
    this.confirmsPriority1 = confirmsPriority1;
    this.castAt = at;
    this.judged = new TreeMap<>();
    judged.forEach((section, hash) -> this.judged.put(section.name(), hash));
    this.digest = recomputedDigest();
  }

  long id() {
    return Objects.requireNonNull(id, "a vote has an id once it is kept");
  }

  long gate() {
    return gate;
  }

  String gateKey() {
    return gateKey;
  }

  String voter() {
    return voter;
  }

  /** Whose vote it is, where the voter stands in for him; null where it is his own. */
  @Nullable String onBehalfOf() {
    return onBehalfOf;
  }

  String word() {
    return word;
  }

  /** Whether the voter takes back what he said; a row that was edited takes nothing back. */
  boolean isWithdrawal() {
    return word.equals(Word.WITHDRAW.name()) && isIntact();
  }

  String reason() {
    return reason;
  }

  boolean confirmsPriority1() {
    return confirmsPriority1;
  }

  Instant castAt() {
    return castAt;
  }

  String digest() {
    return digest;
  }

  boolean isIntact() {
    return digest.equals(recomputedDigest());
  }

  Map<Section, String> judged() {
    Map<Section, String> sections = new EnumMap<>(Section.class);
    for (var section : Section.values()) {
      var hash = judged.get(section.name());
      if (hash != null) {
        sections.put(section, hash);
      }
    }
    return sections;
  }

  /** The vote that this row is; a withdrawal is none. */
  CastVote cast() {
    return new CastVote(
        voter,
        onBehalfOf,
        word.equals(Word.APPROVE.name()) ? Decision.APPROVE : Decision.REJECT,
        reason,
        castAt,
        judged(),
        confirmsPriority1,
        isIntact());
  }

  /**
   * SHA-256 over all columns but the id, lower-case hexadecimal. Each value is preceded by its
   * length, so that no two contents read the same.
   */
  final String recomputedDigest() {
    var content = new StringBuilder();
    put(content, "vote 1");
    put(content, Long.toString(gate));
    put(content, subject);
    put(content, gateKey);
    put(content, voter);
    put(content, word);
    put(content, reason);
    put(content, castAt.toString());
    new TreeMap<>(judged)
        .forEach(
            (section, hash) -> {
              put(content, section);
              put(content, hash);
            });
    if (confirmsPriority1) {
      put(content, "confirms priority 1");
    }
    if (onBehalfOf != null) {
      put(content, "on behalf of");
      put(content, onBehalfOf);
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static void put(StringBuilder content, String value) {
    content.append(value.length()).append(':').append(value).append('\n');
  }
}
