package org.changecontrol.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the columns of a row. Each value is preceded by its length, so that no two contents
 * read the same.
 */
final class RowDigest {

  private final StringBuilder content = new StringBuilder();

  RowDigest of(@Nullable Object value) {
    var text = value == null ? "" : value.toString();
    content.append(value == null ? "-" : text.length()).append(':').append(text).append('\n');
    return this;
  }

  /** In lower-case hexadecimal. */
  String hex() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
