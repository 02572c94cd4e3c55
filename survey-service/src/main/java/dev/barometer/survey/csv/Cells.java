package dev.barometer.survey.csv;

import dev.barometer.contract.rule.Names;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cell says, however a program wrote it down. */
public final class Cells {
  /** A number that went through a table of floats is still the whole number it was. */
  private static final Pattern WHOLE = Pattern.compile("([+-]?\\d{1,10})(?:\\.0+|,0{1,2})?");

  private Cells() {}

  /** Without blanks of any kind and characters nobody sees around it; what is inside stays. */
  public static String trimmed(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isNothing(cell.charAt(from))) {
      from++;
    }
    while (from < to && isNothing(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  /** Its first characters, no more than so many, and none of them halved. */
  public static String beginning(String cell, int most) {
    if (cell.length() <= most) {
      return cell;
    }
    return cell.substring(0, Character.isHighSurrogate(cell.charAt(most - 1)) ? most - 1 : most);
  }

  private static boolean isNothing(char one) {
    return isBlank(one) || (one > ' ' && Character.getType(one) == Character.FORMAT);
  }

  static boolean isBlank(char one) {
    return Character.isWhitespace(one) || Character.isSpaceChar(one);
  }

  /**
   * The one form of a word that is a code: two cells mean the same code where their forms are
   * equal. Case, the kind and number of blanks, the kind of apostrophe, quote and hyphen make no
   * difference, nor do the zeros behind a whole number.
   */
  public static String code(String cell) {
    OptionalInt number = wholeNumber(cell);
    if (number.isPresent()) {
      return Integer.toString(number.getAsInt());
    }
    String name = Names.normalised(cell);
    StringBuilder code = new StringBuilder(name == null ? "" : name.toLowerCase(Locale.ROOT));
    for (int i = 0; i < code.length(); i++) {
      code.setCharAt(i, plain(code.charAt(i)));
    }
    return code.toString();
  }

  private static char plain(char one) {
    return switch (one) {
      case '\u2018', '\u2019', '\u201B', '\u02BC', '\u2032', '\u00B4', '`', '\uFF07' -> '\'';
      case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2033', '\uFF02' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uFF0D' -> '-';
      default -> one;
    };
  }

  /** The whole number a cell says, {@code 9.0} as well as {@code 9}; empty where it is none. */
  public static OptionalInt wholeNumber(String cell) {
    Matcher number = WHOLE.matcher(cell);
    if (!number.matches()) {
      return OptionalInt.empty();
    }
    long value = Long.parseLong(number.group(1));
    return (int) value == value ? OptionalInt.of((int) value) : OptionalInt.empty();
  }
}
