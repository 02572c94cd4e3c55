package dev.barometer.frame.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {
  private static final String CHARACTERS =
      "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\u2212;,\t\r\n"
          + "\u0085\u2028 \u00a0\u3000\u200b\ufeff\u202e\"'ab1é团";

  /** A sign where a cell may begin, behind what may be cut off or is not seen. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?:^|[;\t\n\u000b\f\r\u0085\u2028\u2029])[\\s\\p{Z}\\p{Cf}\\p{Cc}\"]*"
              + "[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\u2212]");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\r",
        "\tplain",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM(A1)",
        "\ufe661",
        "\u207c1",
        "\u22121",
        " =1",
        "\u00a0=1",
        "\u3000\u2003+1",
        "\ufeff=1",
        "\u200b\u2060@A",
        "\u202e-1",
        "\u0000=1",
        "\"=1\""
      })
  void whatWouldBeAFormulaIsText(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "x;=1+1, x;'=1+1",
        "x; \u00a0=1, x;' \u00a0=1",
        "x;\"=1, x;'\"=1",
        "x;y;+1;z, x;y;'+1;z",
        "=1;=2, '=1;'=2",
      })
  void soIsWhatWouldBeOne_withAnotherSeparator(String text, String safe) {
    assertThat(SpreadsheetText.of(text)).isEqualTo(safe);
    assertThat(SpreadsheetText.of(text.replace(';', '\t'))).isEqualTo(safe.replace(';', '\t'));
    assertThat(SpreadsheetText.of(text.replace(';', '\n'))).isEqualTo(safe.replace(';', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot print = no",
        "a-b",
        "mail@example.com",
        "x; y",
        "1;2",
        "VPN - slow",
        "Büro",
        "'=1"
      })
  void anythingElseStaysAsItIs(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo(text);
  }

  @Test
  void valuesOfOtherTypesAreTheirText() {
    assertThat(SpreadsheetText.of(true)).isEqualTo("true");
    assertThat(SpreadsheetText.of(7)).isEqualTo("7");
    assertThat(SpreadsheetText.of(null)).isEmpty();
  }

  @Test
  void noTextIsAFormula_norChangedMoreThanByApostrophes() {
    Random random = new Random(10);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }

      String safe = SpreadsheetText.of(text.toString());

      assertThat(FORMULA.matcher(safe).find()).as("%s", text).isFalse();
      assertThat(safe.replace("'", "")).isEqualTo(text.toString().replace("'", ""));
    }
  }
}
