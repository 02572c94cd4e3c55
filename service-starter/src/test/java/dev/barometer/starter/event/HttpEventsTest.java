package dev.barometer.starter.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.event.HttpEvents.Read;
import dev.barometer.starter.json.UnreadableFactException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

class HttpEventsTest {
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/s\",\"type\":\"t\",\"data\":{\"a\":[1,\"ü\"]}}";

  @Test
  void readsOneStructuredEvent() {
    List<Read> events = read("application/cloudevents+json; charset=utf-8", EVENT);

    assertThat(events).hasSize(1);
    InboundEvent event = ((Read.Accepted) events.get(0)).event();
    assertThat(event.id()).isEqualTo("e1");
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"a\":[1,\"ü\"]}");
    assertThat(event.time()).isNull();
  }

  @Test
  void keepsTheGoodEventsOfABatch_andNamesTheBadOnes() {
    String noId = EVENT.replace("\"id\":\"e1\",", "");
    String badTime = EVENT.replace("\"id\":\"e1\"", "\"id\":\"e4\",\"time\":\"noon\"");

    List<Read> events =
        read(
            "application/cloudevents-batch+json",
            "[" + EVENT + "," + noId + ",7," + badTime + "," + EVENT + "]");

    assertThat(events)
        .extracting(Read::index, Read::getClass)
        .containsExactly(
            tuple(0, Read.Accepted.class),
            tuple(1, Read.Refused.class),
            tuple(2, Read.Refused.class),
            tuple(3, Read.Refused.class),
            tuple(4, Read.Accepted.class));
    assertThat(events)
        .filteredOn(Read.Refused.class::isInstance)
        .extracting(refused -> ((Read.Refused) refused).violation())
        .containsExactly(
            new Violation("[1].id", "is required"),
            new Violation("[2]", "must be an object"),
            new Violation("[3].time", "must be a time like 2026-11-22T10:00:00Z"));
  }

  @Test
  void readsAnEmptyBatch() {
    assertThat(read("application/cloudevents-batch+json", "[]")).isEmpty();
  }

  @Test
  void readsBinaryMode() {
    HttpHeaders headers = new HttpHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("ce-specversion", "1.0");
    headers.set("ce-id", "e%201");
    headers.set("ce-source", "/s");
    headers.set("ce-type", "t");
    headers.set("ce-subject", "INC+1");

    List<Read> events = read(headers, "{}");

    InboundEvent event = ((Read.Accepted) events.get(0)).event();
    assertThat(event.id()).isEqualTo("e 1");
    assertThat(event.subject()).isEqualTo("INC+1");
  }

  @Test
  void refusesPercentSignsThatHideOtherBytes() {
    HttpHeaders headers = new HttpHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("ce-specversion", "1.0");
    headers.set("ce-id", "e%C3%A9");
    headers.set("ce-source", "/s");
    headers.set("ce-type", "t");

    assertThat(((Read.Accepted) read(headers, "{}").get(0)).event().id()).isEqualTo("eé");
    for (String hidden : List.of("%C0%AF", "%ED%A0%80", "%C3", "%zz")) {
      headers.set("ce-id", hidden);
      assertThatThrownBy(() -> read(headers, "{}"))
          .hasMessage("ce-id must be percent-encoded UTF-8");
    }
  }

  @Test
  void readsBase64Data() {
    String encoded = EVENT.replace("\"data\":{\"a\":[1,\"ü\"]}", "\"data_base64\":\"e30=\"");

    List<Read> events = read("application/cloudevents+json", encoded);

    assertThat(((Read.Accepted) events.get(0)).event().data()).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void refusesAsAWhole_whenTheBodyIsNotWhatItSays() {
    assertThatThrownBy(() -> read("application/cloudevents-batch+json", EVENT))
        .isInstanceOf(UnreadableFactException.class)
        .hasMessage("must be a list");
    assertThatThrownBy(() -> read("application/cloudevents-batch+json", "[" + EVENT))
        .isInstanceOf(UnreadableFactException.class);
    assertThatThrownBy(() -> read("application/cloudevents+json", EVENT.replace("1.0", "2.0")))
        .hasMessage("specversion must be 1.0");
    assertThatThrownBy(
            () ->
                read(
                    "application/cloudevents+json",
                    EVENT.replace("\"id\":", "\"id\":\"x\",\"id\":")))
        .hasMessageStartingWith("must not name a field twice");
  }

  @Test
  void refusesWhatIsNoEventByItsContentType() {
    assertThatThrownBy(() -> read("application/json", EVENT))
        .isInstanceOf(UnsupportedMediaTypeStatusException.class);
    assertThatThrownBy(() -> read("text/plain", EVENT))
        .isInstanceOf(UnsupportedMediaTypeStatusException.class);
  }

  @Test
  void tellsTheEventsBeforeTheBreak_whenABatchEndsTooEarly() {
    List<Read> told = new ArrayList<>();
    HttpHeaders headers = new HttpHeaders();
    headers.set("Content-Type", "application/cloudevents-batch+json");
    InputStream body = new ByteArrayInputStream(("[" + EVENT + ",").getBytes(UTF_8));

    assertThatThrownBy(() -> HttpEvents.read(headers, body, told::add))
        .isInstanceOf(UnreadableFactException.class)
        .hasMessage("must be JSON: see line 1, column 81");
    assertThat(told).hasSize(1);
  }

  private static List<Read> read(String contentType, String body) {
    HttpHeaders headers = new HttpHeaders();
    headers.set("Content-Type", contentType);
    return read(headers, body);
  }

  private static List<Read> read(HttpHeaders headers, String body) {
    List<Read> events = new ArrayList<>();
    try {
      HttpEvents.read(headers, new ByteArrayInputStream(body.getBytes(UTF_8)), events::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }
}
