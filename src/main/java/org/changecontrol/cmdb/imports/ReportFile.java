package org.changecontrol.cmdb.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.TooLarge;

/** A file in which a source reports, as it was sent. */
public final class ReportFile {

  /** The largest file that is read, in bytes. */
  public static final int LARGEST = 16 << 20;

  private static final int LONGEST_NAME = 200;

  private final String part;
  private final String name;
  private final byte[] content;

  /**
   * @param part {@code items} or {@code relationships}
   * @param name as the sender calls it; {@code .yaml} and {@code .yml} are read as YAML, all others
   *     as CSV
   * @throws TooLarge beyond {@link #LARGEST}
   */
  public ReportFile(String part, String name, byte[] content) {
    if (content.length > LARGEST) {
      throw new TooLarge(
          "%s has %d bytes; a file of a report has at most %d"
              .formatted(part, content.length, LARGEST));
    }
    this.part = part;
    this.name = plain(name).isEmpty() ? part : plain(name);
    this.content = content.clone();
  }

  /** Without the folders of the sender's machine and without anything that is not text. */
  private static String plain(String name) {
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var plain = last.replaceAll("\\p{Cntrl}", "").strip();
    return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
  }

  String part() {
    return part;
  }

  String name() {
    return name;
  }

  boolean isYaml() {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  /** SHA-256, in hexadecimal. */
  String digest() {
    return digest(content);
  }

  /** SHA-256, in hexadecimal. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * What stands in it, without a byte order mark.
   *
   * @throws InvalidInput when it is not UTF-8
   */
  String text() {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException wrong) {
      throw unreadable("is not text in UTF-8");
    }
  }

  InvalidInput unreadable(String problem) {
    return new InvalidInput(new Problem(part, name, problem));
  }
}
