package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What a reader is given of one record; all that can be wrong with it is in BadRecordsTest. */
class RecordReaderTest {
  private static final Response RESPONSE = FactFixtures.responseWithNps("R1", 9);
  private static final byte[] BYTES = FactJson.write(RESPONSE);

  private final Headers headers = new RecordHeaders();

  private Decoded<Response> read(String key, byte[] value) {
    return RecordReader.read(
        Response.class,
        key.getBytes(UTF_8),
        value,
        headers,
        FactFixtures.NOW.minusSeconds(60).toEpochMilli(),
        FactFixtures.NOW);
  }

  @Test
  void givesAFact() {
    headers.add("ce_time", "2026-11-22T09:30:00Z".getBytes(UTF_8));

    assertThat(read("R1", BYTES))
        .isEqualTo(new Decoded.Good<>("R1", RESPONSE, FactFixtures.NOW.minusSeconds(1_800), BYTES));
  }

  @Test
  void givesAnErasure_atTheTimeItWasWritten() {
    assertThat(read("R1", null))
        .isEqualTo(new Decoded.Good<>("R1", null, FactFixtures.NOW.minusSeconds(60), null));
  }

  @Test
  void refusesWhatCannotBeRead_andWhatBreaksItsContract_withTheBytes() {
    byte[] noJson = "{".getBytes(UTF_8);

    assertThat(read("R1", noJson))
        .isEqualTo(
            new Decoded.Refused<>(
                DeadLetterKind.UNREADABLE, "must be JSON: it ends too early", noJson));
    assertThat(read("R2", BYTES))
        .isEqualTo(
            new Decoded.Refused<>(
                DeadLetterKind.BROKEN_CONTRACT, "key must be the id of the fact", BYTES));
  }
}
