package dev.barometer.contract.rule;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * One spelling of a name, so that what people see as one team is one team wherever it was written:
 * composed characters (Unicode NFC), each run of blanks of any kind one space and none around, and
 * without characters that nobody sees: zero-width ones, marks of direction, byte order marks, soft
 * hyphens. Case, and all that can be seen, stays as it is.
 */
public final class Names {
  /** No name is so long; putting the marks of a letter in order may take the square of it. */
  private static final int LONGEST = 2_000;

  private Names() {}

  /** The name in its one spelling; null where nothing is left that can be seen. */
  public static @Nullable String normalised(@Nullable String name) {
    if (name == null || name.length() > LONGEST || isPlain(name)) {
      return name;
    }
    String seen = withoutTheUnseen(name);
    return seen.isEmpty() ? null : Normalizer.normalize(seen, Normalizer.Form.NFC);
  }

  /** Whether there is nothing in it that can be seen. */
  static boolean showsNothing(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isBlank(c) && !isUnseen(c)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it has nothing but characters that never combine, and single spaces between them. */
  private static boolean isPlain(String name) {
    boolean wasBlank = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isSpace = c == ' ';
      if (isSpace ? wasBlank : !neverCombines(c)) {
        return false;
      }
      wasBlank = isSpace;
    }
    return !wasBlank;
  }

  /** Printable Latin letters, Han characters and whole syllables of Hangul: most of all names. */
  private static boolean neverCombines(char c) {
    return c > ' ' && c < 0x7F
        || c > 0xA0 && c < 0x300 && c != 0xAD
        || c >= 0x4E00 && c <= 0x9FFF
        || c >= 0xAC00 && c <= 0xD7A3;
  }

  private static String withoutTheUnseen(String name) {
    StringBuilder seen = new StringBuilder(name.length());
    boolean blank = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isBlank(c)) {
        blank = true;
      } else if (!isUnseen(c)) {
        if (blank && !seen.isEmpty()) {
          seen.append(' ');
        }
        blank = false;
        seen.append(c);
      }
    }
    return seen.toString();
  }

  /** White space as Unicode has it, no-break and ideographic ones too, and what looks like it. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == 0x85
        || c == 0x2800
        || c == 0x3164
        || c == 0xFFA0;
  }

  private static boolean isUnseen(char c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || c == 0x180E
        || c >= 0x200B && c <= 0x200F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F
        || c == 0xFEFF;
  }
}
