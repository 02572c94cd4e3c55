package dev.barometer.starter.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.FactFixtures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactJsonTest {

  @Test
  void readsWhatItWrote() {
    Ticket ticket = FactFixtures.ticket("INC1", 3);

    assertThat(FactJson.read(FactJson.write(ticket), Ticket.class)).isEqualTo(ticket);
  }

  @Test
  void writesIsoTimesAndNoNulls_inTheOrderOfTheRecord() {
    String json = new String(FactJson.write(FactFixtures.ticket("INC1", 3)), UTF_8);

    assertThat(json)
        .startsWith("{\"ticketId\":\"INC1\",\"revision\":3,\"status\":\"open\"")
        .contains("\"openedAt\":\"2016-02-29T01:16:00Z\"")
        .doesNotContain("null");
  }

  @Test
  void skipsUnknownFields() {
    Response response = read("{\"responseId\":\"r1\",\"colour\":{\"a\":[1,2]}}", Response.class);

    assertThat(response.responseId()).isEqualTo("r1");
  }

  @Test
  void leavesAMissingNumberToTheRules() {
    assertThat(read("{\"revision\":null}", Response.class).revision()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "9.0", "9.00", "9e0", "90e-1", "0.9E+1", "0.00000000000009e14"})
  void aWholeNumberIsOne_howeverItIsWritten(String nine) {
    String json =
        """
        {"revision":%s,"surveyVersion":%s,"answers":[{"value":%s}]}"""
            .formatted(nine, nine, nine);

    Response response = read(json, Response.class);

    assertThat(response.revision()).isEqualTo(9);
    assertThat(response.surveyVersion()).isEqualTo(9);
    assertThat(response.answers().get(0).value()).isEqualTo(9);
    assertThat(read("{\"reopenCount\":-0.0}", Ticket.class).reopenCount()).isZero();
  }

  @Test
  void readsTheLongestWholeNumbersToTheLastDigit() {
    for (String revision : List.of("9007199254740993.0", "9223372036854775807", "1e18")) {
      assertThat(read("{\"revision\":" + revision + "}", Response.class).revision())
          .isEqualTo(new BigDecimal(revision).longValueExact());
      byte[] again = FactJson.write(FactJson.readTree(bytes("{\"revision\":" + revision + "}")));
      assertThat(FactJson.read(again, Response.class).revision())
          .isEqualTo(new BigDecimal(revision).longValueExact());
    }
  }

  @Test
  void aTreeBearsNumbersOfAnyForm() {
    for (String number : List.of("1e400", "1e2000000000", "1e-2000000000")) {
      byte[] json = bytes("{\"x\":" + number + ",\"revision\":" + number + "}");

      byte[] again = FactJson.write(FactJson.readTree(json));

      assertThatThrownBy(() -> FactJson.read(again, Response.class))
          .isInstanceOf(UnreadableFactException.class)
          .hasMessageStartingWith("revision");
    }
    assertThatThrownBy(() -> FactJson.readTree(bytes("{\"x\":1e99999999999}")))
        .isInstanceOf(UnreadableFactException.class);
  }

  @Test
  void readsTimesWithAnOffset() {
    Ticket ticket = read("{\"openedAt\":\"2016-02-29T09:16:00+08:00\"}", Ticket.class);

    assertThat(ticket.openedAt()).isEqualTo(Instant.parse("2016-02-29T01:16:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"answers":[{"value":"9"}]}       | answers[0].value must be a whole number
          {"answers":[{"value":9.7}]}       | answers[0].value must be a whole number
          {"answers":[{},{"value":true}]}   | answers[1].value must be a whole number
          {"answers":{"value":1}}           | answers must be a list
          {"answers":[3]}                   | answers[0] must be an object
          {"surveyId":7}                    | surveyId must be text
          {"surveyId":{"a":1}}              | surveyId must be text
          {"answers":[{"value":9.5}]}       | answers[0].value must be a whole number
          {"answers":[{"value":9e-1}]}      | answers[0].value must be a whole number
          {"revision":1e-400}               | revision must be a whole number
          {"revision":9.0000000000000000001}| revision must be a whole number
          {"revision":99999999999999999999} | revision is out of the range of its number
          {"revision":9223372036854775808.0}| revision is out of the range of its number
          {"revision":1e400}                | revision is out of the range of its number
          {"revision":1e2000000000}         | revision is out of the range of its number
          {"revision":1e99999999999}        | revision is out of the range of its number
          {"surveyVersion":2147483648.0}    | surveyVersion is out of the range of its number
          {"surveyVersion":2147483648}      | surveyVersion is out of the range of its number
          {"submittedAt":1456708560}        | submittedAt must be a time like 2026-11-22T10:00:00Z: a bare number has no unit
          {"submittedAt":"yesterday"}       | submittedAt must be a time like 2026-11-22T10:00:00Z
          {"submittedAt":"2026-11-22T10:00"}| submittedAt must be a time like 2026-11-22T10:00:00Z: the offset from UTC is missing, Z or like +01:00
          {"surveyId":"a","surveyId":"b"}   | must not name a field twice: see line 1, column 27
          {"surveyId":"a"                   | must be JSON: it ends too early
          {"surveyId":a}                    | must be JSON: see line 1, column 13
          {"surveyId":"a"} {}               | must be one value, with nothing after it
          [1]                               | must be an object
          null                              | must not be null
          """)
  void namesFieldAndReason_inPlainWords(String json, String reason) {
    assertThatThrownBy(() -> read(json, Response.class))
        .isInstanceOf(UnreadableFactException.class)
        .hasMessage(reason);
  }

  @Test
  void refusesNothingAtAll() {
    assertThatThrownBy(() -> read("", Response.class)).hasMessage("must not be empty");
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    String deep = "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}";

    assertThatThrownBy(() -> read(deep, Response.class))
        .hasMessage("must not be nested deeper than 50");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};

    assertThatThrownBy(() -> FactJson.read(bytes, Response.class))
        .isInstanceOf(UnreadableFactException.class)
        .hasMessageStartingWith("must be JSON");
  }

  @Test
  void refusesOtherFormsOfACharacter() {
    byte[] overlong = bytes("{\"a\":\"??\"}");
    overlong[6] = (byte) 0xC0;
    overlong[7] = (byte) 0xAF;

    for (byte[] bytes : List.of(overlong, "{\"a\":1}".getBytes(UTF_16BE))) {
      assertThatThrownBy(() -> FactJson.read(bytes, Response.class))
          .isInstanceOf(UnreadableFactException.class)
          .hasMessage("must be JSON in UTF-8");
      assertThatThrownBy(() -> FactJson.readTree(bytes)).hasMessage("must be JSON in UTF-8");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static <T> T read(String json, Class<T> type) {
    return FactJson.read(json.getBytes(UTF_8), type);
  }
}
