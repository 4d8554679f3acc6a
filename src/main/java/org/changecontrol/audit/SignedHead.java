package org.changecontrol.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A line of the file of signed heads.
 *
 * @param at when it was signed, ISO 8601
 * @param key the name of the key that signed it
 * @param mac over seq, hash and at
 */
@JsonPropertyOrder({"seq", "hash", "at", "key", "mac"})
record SignedHead(long seq, String hash, String at, String key, String mac) {

  static SignedHead of(Head head, String at, HeadKey key) {
    return new SignedHead(
        head.seq(), head.hash(), at, key.name(), key.mac(text(head.seq(), head.hash(), at)));
  }

  boolean isSignedBy(HeadKey one) {
    return one.signed(text(seq, hash, at), mac);
  }

  private static String text(long seq, String hash, String at) {
    return seq + " " + hash + " " + at;
  }
}
