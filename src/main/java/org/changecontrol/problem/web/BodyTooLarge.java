package org.changecontrol.problem.web;

import java.io.IOException;

/** The body went on beyond what is taken. */
final class BodyTooLarge extends IOException {

  BodyTooLarge(long limit) {
    super(sentence(limit));
  }

  static String sentence(long limit) {
    return "The body is larger than the " + (limit >> 20) + " MB that are taken here.";
  }
}
