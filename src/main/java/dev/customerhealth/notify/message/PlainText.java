package dev.customerhealth.notify.message;

/** Text from outside, made harmless as such: one line, nothing invisible, not too long. */
public final class PlainText {

  private static final String CUT = "…";

  private PlainText() {}

  /**
   * One line of at most so many characters (UTF-16 units, as providers count).
   *
   * <p>Control characters become blanks; what turns the direction of writing or cannot be seen is
   * taken out, because it lets a name look like another one.
   */
  public static String line(String text, int most) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) {
                clean.append(' ');
              } else if (Character.getType(point) != Character.FORMAT
                  && Character.getType(point) != Character.SURROGATE) {
                clean.appendCodePoint(point);
              }
            });
    return cut(clean.toString().strip(), most);
  }

  /**
   * The beginning of a text when it is too long; no character is cut in two.
   *
   * @param most at least 1
   */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }
}
