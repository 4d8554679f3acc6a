package org.changecontrol.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link of the chain: an entry as it rests in the database, its hash over everything else in it,
 * the hash of the entry before it included.
 *
 * @param detail canonical JSON, kept as text so that what is verified is what was hashed
 * @param evidence the row elsewhere that it vouches for, {@code kind/key}, or null
 */
record Link(
    long seq,
    Instant at,
    String actor,
    String subject,
    String name,
    @Nullable String reason,
    String detail,
    @Nullable String evidence,
    String prevHash,
    String hash) {

  /** What the first entry follows. */
  static final String NOTHING = "0".repeat(64);

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** The link that follows another. */
  static Link after(long seq, String prevHash, Noted noted) {
    Link unsealed =
        new Link(
            seq,
            noted.at(),
            noted.actor(),
            noted.subject(),
            noted.name(),
            noted.reason(),
            noted.detail(),
            noted.evidence(),
            prevHash,
            "");
    return new Link(
        seq,
        noted.at(),
        noted.actor(),
        noted.subject(),
        noted.name(),
        noted.reason(),
        noted.detail(),
        noted.evidence(),
        prevHash,
        unsealed.computedHash());
  }

  /** SHA-256, in lower-case hexadecimal, of the canonical JSON of all columns but {@code hash}. */
  String computedHash() {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    columns.put("actor", actor);
    columns.put("at", MICROSECONDS.format(at));
    columns.put("detail", detail);
    columns.put("evidence", evidence);
    columns.put("name", name);
    columns.put("prev_hash", prevHash);
    columns.put("reason", reason);
    columns.put("seq", seq);
    columns.put("subject", subject);
    return sha256(CanonicalJson.of(columns));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
