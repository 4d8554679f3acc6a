package org.changecontrol.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that signs heads of the trail (HMAC-SHA-256, RFC 2104). It lives outside the database:
 * who may write there must not be able to sign.
 */
final class HeadKey {

  private static final Logger log = LoggerFactory.getLogger(HeadKey.class);

  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final SecretKeySpec secret;
  private final String name;

  private HeadKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, MAC);
    this.name = mac("the name of this key").substring(0, 16);
  }

  /**
   * @throws IllegalStateException when it is not Base64 of at least 32 bytes
   */
  static HeadKey of(String base64, String whence) {
    try {
      byte[] secret = Base64.getDecoder().decode(base64.strip());
      if (secret.length >= BYTES) {
        return new HeadKey(secret);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(whence + " is not Base64", e);
    }
    throw new IllegalStateException(
        whence + " holds fewer than 32 bytes; `openssl rand -base64 32` makes a good one");
  }

  /** The key in that file, which is created where there is none. */
  static HeadKey in(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      warnIfReadable(file);
      return of(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new IllegalStateException(
          "The key that signs the heads of the audit trail can be neither read nor created at "
              + file.toAbsolutePath()
              + "; make its directory writable or set change-control.audit.key-file",
          e);
    }
  }

  /** Tells which key signed, without telling the key. */
  String name() {
    return name;
  }

  /** In lower-case hexadecimal. */
  String mac(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  boolean signed(String text, String mac) {
    return MessageDigest.isEqual(
        mac(text).getBytes(StandardCharsets.US_ASCII), mac.getBytes(StandardCharsets.UTF_8));
  }

  private static void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      Files.createFile(file, ownerOnly());
      Files.writeString(file, Base64.getEncoder().encodeToString(secret) + "\n");
      log.info("Created the key that signs the heads of the audit trail: {}", file);
    } catch (FileAlreadyExistsException e) {
      log.debug("Another node was faster to create {}", file, e);
    }
  }

  static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private static void warnIfReadable(Path file) throws IOException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      Set<PosixFilePermission> others = EnumSet.copyOf(permissions);
      others.removeAll(PosixFilePermissions.fromString("rwx------"));
      if (!others.isEmpty()) {
        log.warn(
            "{} signs the audit trail and others may use it ({}); chmod 600 it",
            file,
            PosixFilePermissions.toString(permissions));
      }
    } catch (UnsupportedOperationException | NoSuchFileException e) {
      log.debug("No permissions to check on {}", file, e);
    }
  }
}
