package org.changecontrol.problem;

/**
 * What counts as text: Unicode scalar values (The Unicode Standard, D76), of the control characters
 * none but tab and line ends. Other characters cannot be stored in every database, cannot be hashed
 * alike everywhere, or turn what a reader sees into something else than what is on record.
 */
public final class PlainText {

  /** Why a text is refused that is none, to be put after the name of its field. */
  public static final String NO_TEXT =
      "contains a control character or half a character, which no text may contain";

  private PlainText() {}

  /** Whether every character of it is one that text may contain. */
  public static boolean isText(CharSequence text) {
    return text.codePoints().noneMatch(PlainText::isNone);
  }

  private static boolean isNone(int point) {
    return (Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r')
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
