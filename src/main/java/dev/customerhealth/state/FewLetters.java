package dev.customerhealth.state;

import java.nio.charset.StandardCharsets;

/**
 * Texts of few different letters, such as names and addresses, in five bits for each of the most
 * usual and ten for each of some others. What the numbers stand for rests in state stores and never
 * changes.
 */
final class FewLetters {
  private static final int BITS = 5;

  /** Numbers that fit into what is written at once. */
  private static final int AT_ONCE = 10;

  private static final int MASK = (1 << BITS) - 1;
  private static final int PAIR = (1 << (2 * BITS)) - 1;
  private static final String USUAL = "abcdefghijklmnopqrstuvwxyz .@-";

  /** The numbers behind those of the usual letters: the next one is of these. */
  private static final int CAPITAL = 30;

  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_&,'/+";
  private static final int DIGIT = 31;
  private static final String DIGITS = "0123456789():;#%=!?\"*";

  /** In {@link #NUMBERS}: a letter of these, and one that takes two numbers. */
  private static final int USED = 1 << (2 * BITS);

  private static final int TWO = 1 << (2 * BITS + 1);

  /** By letter: its number, or the number before it and above that its own; 0 for none. */
  private static final short[] NUMBERS = numbers();

  /** By number, and a set of letters of 32 each. */
  private static final byte[] LETTERS = letters();

  /** By two numbers of usual letters: the letters, a byte each; 0 where one of them is another. */
  private static final char[] PAIRS = pairs();

  private FewLetters() {}

  private static char[] pairs() {
    char[] pairs = new char[1 << (2 * BITS)];
    for (int first = 0; first < USUAL.length(); first++) {
      for (int second = 0; second < USUAL.length(); second++) {
        pairs[first | (second << BITS)] =
            (char) (USUAL.charAt(first) | (USUAL.charAt(second) << Byte.SIZE));
      }
    }
    return pairs;
  }

  private static short[] numbers() {
    short[] numbers = new short[1 << (Byte.SIZE - 1)];
    for (int i = 0; i < USUAL.length(); i++) {
      numbers[USUAL.charAt(i)] = (short) (i | USED);
    }
    for (int i = 0; i < CAPITALS.length(); i++) {
      numbers[CAPITALS.charAt(i)] = (short) (CAPITAL | (i << BITS) | USED | TWO);
    }
    for (int i = 0; i < DIGITS.length(); i++) {
      numbers[DIGITS.charAt(i)] = (short) (DIGIT | (i << BITS) | USED | TWO);
    }
    return numbers;
  }

  private static byte[] letters() {
    byte[] letters = new byte[3 << BITS];
    for (int i = 0; i < USUAL.length(); i++) {
      letters[i] = (byte) USUAL.charAt(i);
    }
    for (int i = 0; i < CAPITALS.length(); i++) {
      letters[(1 << BITS) + i] = (byte) CAPITALS.charAt(i);
    }
    for (int i = 0; i < DIGITS.length(); i++) {
      letters[(2 << BITS) + i] = (byte) DIGITS.charAt(i);
    }
    return letters;
  }

  /**
   * How many numbers of five bits a text takes; 0 where as bytes it is shorter, or not of these.
   */
  static int fives(String text) {
    int fives = 0;
    for (int i = 0; i < text.length(); i++) {
      int letter = text.charAt(i);
      int number = letter < NUMBERS.length ? NUMBERS[letter] : 0;
      if (number == 0) {
        return 0;
      }
      fives += (number & TWO) != 0 ? 2 : 1;
    }
    return fives * BITS < text.length() * Byte.SIZE ? fives : 0;
  }

  /** Writes a text of these letters. */
  static void write(ByteWriter out, String text) {
    for (int i = 0; i < text.length(); i++) {
      int number = NUMBERS[text.charAt(i)];
      out.bits(number, (number & TWO) != 0 ? 2 * BITS : BITS);
    }
    out.endBits();
  }

  /** Reads what {@link #write} wrote. */
  static String read(ByteReader in, int fives) {
    byte[] text = new byte[fives];
    int length = 0;
    int set = 0;
    int left = fives;
    while (left > 0) {
      int now = Math.min(left, AT_ONCE);
      left -= now;
      long numbers = in.bits(now * BITS);
      while (now > 0) {
        int pair = now > 1 && set == 0 ? PAIRS[(int) numbers & PAIR] : 0;
        if (pair != 0) {
          text[length++] = (byte) pair;
          text[length++] = (byte) (pair >>> Byte.SIZE);
          numbers >>>= 2 * BITS;
          now -= 2;
        } else {
          int number = (int) numbers & MASK;
          numbers >>>= BITS;
          now--;
          if (set == 0 && number >= CAPITAL) {
            set = number - CAPITAL + 1;
          } else {
            text[length++] = letter(in, set, number);
            set = 0;
          }
        }
      }
    }
    in.endBits();
    if (set != 0) {
      throw in.refused("expected another letter, found the end of a text");
    }
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static byte letter(ByteReader in, int set, int number) {
    byte letter = LETTERS[(set << BITS) + number];
    if (letter == 0) {
      throw in.refused("expected a letter, found " + number);
    }
    return letter;
  }
}
