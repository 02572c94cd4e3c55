package dev.barometer.frame.export;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Text for a cell of a spreadsheet. Where it, or a part of it, would be read as a formula it gets
 * an apostrophe (OWASP, CSV injection). A part begins where a spreadsheet that takes another
 * separator than the comma, or quotes otherwise, would begin a cell.
 */
final class SpreadsheetText {
  private static final String FORMULA_STARTS = "=+-@\u2212";
  private static final String OTHER_SEPARATORS = ";\t\n\u000b\f\r\u0085\u2028\u2029";
  private static final String QUOTES = "\"\u201c\u201d\uff02";

  private SpreadsheetText() {}

  static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    StringBuilder safe = new StringBuilder(text.length() + 2);
    for (int at = 0; at < text.length(); at++) {
      boolean beginsCell = at == 0 || isSeparator(text.charAt(at - 1));
      // A cell that begins with a separator: what spreadsheets make of it differs.
      if (beginsCell && (isFormula(text, at) || at == 0 && isSeparator(text.charAt(0)))) {
        safe.append('\'');
      }
      safe.append(text.charAt(at));
    }
    return safe.toString();
  }

  /** Whether a formula begins here, behind what a spreadsheet may cut off or not show. */
  private static boolean isFormula(String text, int from) {
    for (int at = from; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (!isCutOff(c)) {
        return isFormulaStart(c);
      }
      at += Character.charCount(c);
    }
    return false;
  }

  private static boolean isSeparator(int c) {
    return OTHER_SEPARATORS.indexOf(c) >= 0;
  }

  /** Blanks of all kinds, quotes, and what has no width. */
  private static boolean isCutOff(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || QUOTES.indexOf(c) >= 0;
  }

  /** Also full-width, small and raised ones, which some take for the sign itself. */
  private static boolean isFormulaStart(int c) {
    String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    return FORMULA_STARTS.indexOf(plain.codePointAt(0)) >= 0;
  }
}
