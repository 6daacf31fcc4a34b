package dev.customerhealth.command;

import java.util.List;

/**
 * Text that was made elsewhere, safe to print: names, ids and values come from events and files,
 * and a terminal obeys what is in them.
 */
public final class PrintableText {

  private PrintableText() {}

  /**
   * The same text without anything that moves a cursor, changes a colour or turns the direction of
   * writing; each such character becomes a question mark. Emoji and accents stay.
   */
  public static String of(String text) {
    if (text.codePoints().noneMatch(PrintableText::obeyed)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().map(point -> obeyed(point) ? '?' : point).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** Line by line, so that breaks which are ours stay. */
  static List<String> lines(String text) {
    return text.lines().map(PrintableText::of).toList();
  }

  private static boolean obeyed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Overrides of the direction of writing; what joins emoji is of the same type and stays.
      case Character.FORMAT ->
          (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
      default -> false;
    };
  }
}
