package dev.barometer.survey.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
  @ParameterizedTest
  @CsvSource({"9,9", "9.0,9", "10.00,10", "'9,0',9", "'0,00',0", "-3.0,-3", "+4,4", "1e1,", "9.5,"})
  void readsAWholeNumber_alsoOneThatWentThroughATableOfFloats(String cell, Integer number) {
    assertThat(Cells.wholeNumber(cell).isPresent()).isEqualTo(number != null);
    Cells.wholeNumber(cell).ifPresent(read -> assertThat(read).isEqualTo(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9.", ".9", "1,000", "1.000,0", "9 9", "99999999999", "9.0.0", "NaN"})
  void readsNoNumber_whereItWouldHaveToBeGuessed(String cell) {
    assertThat(Cells.wholeNumber(cell)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't know",
        "DON\u2019T  KNOW",
        "Don\u02BCt\u00a0know",
        " don\u2018t know\u200b"
      })
  void takesAWordForTheSame_howeverItIsWritten(String cell) {
    assertThat(Cells.code(cell)).isEqualTo("don't know");
  }

  @Test
  void takesANumberForTheSameCode() {
    assertThat(Cells.code("11.0")).isEqualTo(Cells.code("11"));
    assertThat(Cells.code("11.5")).isNotEqualTo(Cells.code("11"));
  }

  @Test
  void cutsOffWhatNobodySees_andLeavesWhatIsInside() {
    assertThat(Cells.trimmed("\ufeff\u202f 9\u00a0\u3000\u200b")).isEqualTo("9");
    assertThat(Cells.trimmed(" two\n\u00a0lines ")).isEqualTo("two\n\u00a0lines");
    assertThat(Cells.trimmed("\u00a0 ")).isEmpty();
  }

  @Test
  void halvesNoCharacter() {
    assertThat(Cells.beginning("ab\uD83D\uDE00c", 3)).isEqualTo("ab");
    assertThat(Cells.beginning("ab\uD83D\uDE00c", 4)).isEqualTo("ab\uD83D\uDE00");
    assertThat(Cells.beginning("ab", 3)).isEqualTo("ab");
  }
}
