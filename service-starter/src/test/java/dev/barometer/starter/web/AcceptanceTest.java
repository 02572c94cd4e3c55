package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class AcceptanceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                              | 1   | 1",
        "*/*                                             | 1   | 1",
        "application/json, text/csv;q=0.1                | 1   | 0.1",
        "text/csv;q=0.5, application/json                | 1   | 0.5",
        "text/csv                                        | 0   | 1",
        "text/*;q=0.3, */*;q=0.2                         | 0.2 | 0.3",
        "text/csv;q=0, */*                               | 1   | 0",
        "*/*;q=0.1, application/*;q=0                    | 0   | 0.1",
        "text/csv;charset=utf-8;q=0.7                    | 0   | 0.7",
        "text/html, application/xml;q=0.9                | 0   | 0",
      })
  void theMostSpecificRangeDecides(String accept, double json, double csv) {
    var accepted = MediaType.parseMediaTypes(accept);

    assertThat(Acceptance.quality(accepted, MediaType.APPLICATION_JSON)).isEqualTo(json);
    assertThat(Acceptance.quality(accepted, MediaType.parseMediaType("text/csv"))).isEqualTo(csv);
  }
}
