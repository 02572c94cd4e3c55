package dev.barometer.reporting.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void whatWouldBeAFormulaIsText(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo("'" + text);
  }

  @Test
  void anythingElseStaysAsItIs() {
    assertThat(SpreadsheetText.of("Cannot print = no")).isEqualTo("Cannot print = no");
    assertThat(SpreadsheetText.of(true)).isEqualTo("true");
    assertThat(SpreadsheetText.of(null)).isEmpty();
  }
}
