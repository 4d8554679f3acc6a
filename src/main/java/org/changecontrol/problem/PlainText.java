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

  /**
   * Its beginning, of at most that many characters; the last one is never cut in half.
   *
   * @param longest in UTF-16 code units, as {@link String#length} counts them; at least 1
   */
  public static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }

  private static boolean isNone(int point) {
    return (Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r')
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
