package dev.barometer.survey.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.ProblemAdvice;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Call;
import dev.barometer.survey.gate.KnownIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class TicketEventsControllerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String TICKET =
      "{\"ticketId\":\"INC1\",\"status\":\"open\",\"openedAt\":\"2026-11-20T08:00:00Z\"}";

  private static final BarometerProperties SETTINGS =
      new Binder(new MapConfigurationPropertySource(Map.of("barometer.http.max-batch", 5)))
          .bindOrCreate("barometer", BarometerProperties.class);

  private final Broker broker = Broker.thatAcknowledges();

  private final Map<String, KnownIds.Ownership> known = new HashMap<>();

  private MockMvc mvc(Broker broker) {
    var controller =
        new TicketEventsController(
            broker.publisherTo(Topics.INBOUND_TICKETS),
            (id, settled) -> known.getOrDefault(id, KnownIds.Ownership.UNKNOWN),
            SETTINGS,
            CLOCK);
    return MockMvcBuilders.standaloneSetup(controller)
        .setControllerAdvice(new ProblemAdvice())
        .build();
  }

  private static String event(String id, String type, String data) {
    return """
        {"specversion":"1.0","id":"%s","source":"/servicenow/acme","type":"%s",
         "time":"2026-11-20T09:00:00Z","data":%s}"""
        .formatted(id, type, data);
  }

  private static String opened(String id, String data) {
    return event(id, "dev.barometer.ticket.opened", data);
  }

  private static MockHttpServletRequestBuilder posted(String contentType, String body) {
    return post("/api/tickets/events").contentType(contentType).content(body);
  }

  private ResultActions send(String contentType, String body) throws Exception {
    return mvc(broker).perform(posted(contentType, body));
  }

  private ResultActions refuse(String contentType, String body) throws Exception {
    return send(contentType, body);
  }

  @Test
  void takesOneStructuredEvent_keyedByItsTicket() throws Exception {
    send(STRUCTURED, opened("e-1", TICKET))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.accepted").value(1))
        .andExpect(jsonPath("$.items").doesNotExist());

    assertThat(broker.keys()).containsExactly("INC1");
    var headers = broker.records().get(0).headers();
    assertThat(new String(headers.lastHeader("ce_id").value(), UTF_8)).isEqualTo("e-1");
    assertThat(new String(headers.lastHeader("ce_source").value(), UTF_8))
        .isEqualTo("/servicenow/acme");
    assertThat(broker.values().get(0)).contains("\"revision\":1795165200000");
  }

  @Test
  void takesABinaryEvent() throws Exception {
    mvc(broker)
        .perform(
            post("/api/tickets/events")
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-1")
                .header("ce-source", "/jira/acme")
                .header("ce-type", "dev.barometer.ticket.opened")
                .header("ce-time", "2026-11-20T09:00:00Z")
                .content(TICKET))
        .andExpect(status().isAccepted());

    assertThat(broker.keys()).containsExactly("INC1");
  }

  @Test
  void refusesWhatAnotherSenderSentFirst() throws Exception {
    known.put("INC1", KnownIds.Ownership.ownedBy(new Sender("jira", false).mark()));
    known.put("INC2", KnownIds.Ownership.ownedBy(new Sender("desk", false).mark()));
    String both =
        "[%s,%s]".formatted(opened("e-1", TICKET), opened("e-2", TICKET.replace("INC1", "INC2")));

    mvc(broker)
        .perform(posted(STRUCTURED, opened("e-1", TICKET)).principal(() -> "desk"))
        .andExpect(status().isForbidden());
    assertThat(broker.records()).isEmpty();
    mvc(broker)
        .perform(posted(BATCH, both).principal(() -> "desk"))
        .andExpect(status().isMultiStatus())
        .andExpect(jsonPath("$.accepted").value(1))
        .andExpect(jsonPath("$.items[0].status").value(403))
        .andExpect(jsonPath("$.items[0].errors[0].field").value("data.ticketId"));

    assertThat(broker.keys()).containsExactly("INC2");
    assertThat(broker.senders()).containsExactly(new Sender("desk", false));
  }

  @Test
  void refusesARevisionThatLeavesNoRoomForTheNext() throws Exception {
    send(STRUCTURED, opened("e-1", TICKET.replace("{", "{\"revision\":9007199254740992,")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("data.revision"));
  }

  @Test
  void takesTheGoodOnesOfABatch_andSaysWhichAreNot() throws Exception {
    String batch =
        "["
            + String.join(
                ",",
                opened("e-1", TICKET),
                opened("e-2", "{\"ticketId\":\"INC2\",\"status\":\"lost\"}"),
                event("e-3", "com.example.other", TICKET),
                "{\"specversion\":\"1.0\"}",
                opened("e-5", TICKET.replace("INC1", "INC5")))
            + "]";

    send(BATCH, batch)
        .andExpect(status().isMultiStatus())
        .andExpect(jsonPath("$.accepted").value(2))
        .andExpect(jsonPath("$.items.length()").value(5))
        .andExpect(jsonPath("$.items[0].status").value(202))
        .andExpect(jsonPath("$.items[1].status").value(422))
        .andExpect(jsonPath("$.items[1].id").value("e-2"))
        .andExpect(jsonPath("$.items[1].errors[0].field").value("data.status"))
        .andExpect(jsonPath("$.items[1].errors[1].field").value("data.openedAt"))
        .andExpect(jsonPath("$.items[2].errors[0].field").value("type"))
        .andExpect(jsonPath("$.items[3].errors[0].field").value("id"))
        .andExpect(jsonPath("$.items[4].index").value(4));

    assertThat(broker.keys()).containsExactly("INC1", "INC5");
  }

  @Test
  void refusesABatchOfNothingGood_andNamesEachField() throws Exception {
    refuse(BATCH, "[" + opened("e-1", "{}") + "," + opened("e-2", "[]") + "]")
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("[0].data.ticketId"))
        .andExpect(jsonPath("$.errors[3].field").value("[1].data"));

    assertThat(broker.records()).isEmpty();
  }

  @Test
  void saysWhatIsRequired_whereThereIsNeitherTimeNorRevision() throws Exception {
    String untimed = opened("e-1", TICKET).replace("\"time\":\"2026-11-20T09:00:00Z\",", "");

    refuse(STRUCTURED, untimed)
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors.length()").value(1))
        .andExpect(jsonPath("$.errors[0].field").value("data.revision"))
        .andExpect(jsonPath("$.errors[0].rule").value("is required where the event has no time"));
    send(STRUCTURED, untimed.replace("\"status\"", "\"revision\":1.0,\"status\""))
        .andExpect(status().isAccepted());
  }

  @Test
  void fillsInWhenATicketWasClosed() throws Exception {
    send(STRUCTURED, opened("e-1", TICKET.replace("open\"", "closed\"")))
        .andExpect(status().isAccepted());

    assertThat(broker.values().get(0)).contains("\"closedAt\":\"2026-11-20T09:00:00Z\"");
  }

  @Test
  void readsTimesInEachForm_alsoInHeaders() throws Exception {
    mvc(broker)
        .perform(
            post("/api/tickets/events")
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-1")
                .header("ce-source", "/jira/acme")
                .header("ce-type", "dev.barometer.ticket.opened")
                .header("ce-time", "2026-11-20T10:00+0100")
                .content(TICKET.replace("08:00:00Z", "08:00z")))
        .andExpect(status().isAccepted());

    assertThat(broker.values().get(0))
        .contains("\"openedAt\":\"2026-11-20T08:00:00Z\"", "\"revision\":1795165200000");
  }

  @Test
  void refusesASingleBadEvent_andNamesTheField() throws Exception {
    refuse(STRUCTURED, opened("e-1", TICKET.replace("open\"", "opn\"")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("data.status"));
  }

  @Test
  void refusesATicketWithoutRevisionInAnEventWithoutTime() throws Exception {
    String timeless = opened("e-1", TICKET).replace("\"time\":\"2026-11-20T09:00:00Z\",", "");

    refuse(STRUCTURED, timeless)
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("data.revision"));
  }

  @Test
  void refusesWhatIsNoCloudEvent() throws Exception {
    refuse("text/plain", TICKET).andExpect(status().isUnsupportedMediaType());
    refuse("application/json", TICKET).andExpect(status().isUnsupportedMediaType());
    refuse(BATCH, "[").andExpect(status().isBadRequest());
  }

  @Test
  void answersNothing_beforeTheBrokerHasAcknowledgedAll() throws Exception {
    Broker slow = Broker.thatWaits();
    String batch = "[" + opened("1", TICKET) + "," + opened("2", TICKET) + "]";
    Call call = Call.begin(mvc(slow), posted(BATCH, batch), slow, 2);

    slow.acknowledgeNext();
    assertThat(call.isAnswered()).isFalse();

    slow.acknowledgeNext();
    call.answer().andExpect(status().isAccepted());
  }

  @Test
  void saysThatItIsAway_whenTheBrokerIs() throws Exception {
    Broker slow = Broker.thatWaits();
    Call call = Call.begin(mvc(slow), posted(STRUCTURED, opened("1", TICKET)), slow, 1);

    slow.failNext(new TimeoutException("no acknowledgement"));

    call.answer().andExpect(status().isServiceUnavailable());
  }

  @Test
  void refusesABatchOfTooMany_andSaysHowManyItTakes() throws Exception {
    String batch = "[" + String.join(",", Collections.nCopies(6, opened("e", TICKET))) + "]";

    refuse(BATCH, batch)
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].rule").value("must hold at most 5 events"));

    assertThat(broker.records()).isEmpty();
  }

  @Test
  void sendsNothingOfABatch_thatEndsTooEarly() throws Exception {
    refuse(BATCH, "[" + opened("e-1", TICKET) + ",").andExpect(status().isBadRequest());

    assertThat(broker.records()).isEmpty();
  }

  @Test
  void saysWhichOnesTheBrokerHas_whenItLostSome() throws Exception {
    Broker slow = Broker.thatWaits();
    String batch =
        "[" + opened("1", TICKET) + "," + opened("2", "{}") + "," + opened("3", TICKET) + "]";
    Call call = Call.begin(mvc(slow), posted(BATCH, batch), slow, 2);

    slow.acknowledgeNext();
    slow.failNext(new TimeoutException("no acknowledgement"));

    call.answer()
        .andExpect(status().isMultiStatus())
        .andExpect(jsonPath("$.accepted").value(1))
        .andExpect(jsonPath("$.items[0].status").value(202))
        .andExpect(jsonPath("$.items[1].status").value(422))
        .andExpect(jsonPath("$.items[2].status").value(503));
  }
}
