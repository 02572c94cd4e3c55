package dev.barometer.survey.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.contract.Topics;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.ProblemAdvice;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Call;
import dev.barometer.survey.Database;
import dev.barometer.survey.gate.KnownIds;
import java.net.URI;
import java.net.URLDecoder;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ResponsesControllerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Principal DESK = () -> "desk";
  private static final String ANONYMOUS = response("", 9);
  private static final String NAMED = response("\"responseId\":\"r1\",", 9);

  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final Broker acts = Broker.thatAcknowledges();
  private final Map<String, KnownIds.Ownership> known = new HashMap<>();

  @AfterEach
  void close() {
    database.close();
  }

  private static String response(String start, int nps) {
    return """
        {%s"answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":%d}]}"""
        .formatted(start, nps);
  }

  /** The service, at that time: each call is a service that was started anew. */
  private MockMvc serviceAt(Instant now, Broker broker) {
    var responses = new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES));
    var keys = new IdempotencyKeyRepository(database.mongo(), Runnable::run);
    KnownIds ids = (id, settled) -> known.getOrDefault(id, KnownIds.Ownership.UNKNOWN);
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return MockMvcBuilders.standaloneSetup(
            new ResponsesController(responses, keys, ids, clock),
            new WithdrawalController(responses, keys, ids, acts.auditLog(), clock))
        .setControllerAdvice(new ProblemAdvice())
        .build();
  }

  private static MockHttpServletRequestBuilder posted(String body) {
    return post("/api/responses").principal(DESK).contentType("application/json").content(body);
  }

  private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
    return perform(serviceAt(NOW, broker), request);
  }

  private static ResultActions perform(MockMvc service, MockHttpServletRequestBuilder request)
      throws Exception {
    return service.perform(request);
  }

  private static String idIn(ResultActions answered) throws Exception {
    return JsonPath.read(answered.andReturn().getResponse().getContentAsString(), "$.responseId");
  }

  @Test
  void fillsInWhatTheSenderLeftOut_andConfirms() throws Exception {
    var answered = perform(posted(ANONYMOUS));

    String id = idIn(answered);
    answered
        .andExpect(status().isCreated())
        .andExpect(header().string("Location", "/api/responses/" + id))
        .andExpect(jsonPath("$.revision").value(1))
        .andExpect(jsonPath("$.status").value("submitted"));
    assertThat(broker.keys()).containsExactly(id);
    assertThat(broker.values().get(0))
        .contains(
            "\"surveyId\":\"after-ticket\"",
            "\"surveyVersion\":1",
            "\"submittedAt\":\"2026-11-22T12:00:00Z\"",
            "\"channel\":\"api\"");
  }

  @Test
  void drawsADifferentIdEachTime_inTheOrderOfTime() throws Exception {
    String first = idIn(perform(posted(ANONYMOUS)));
    String later = idIn(perform(serviceAt(NOW.plusMillis(1), broker), posted(ANONYMOUS)));

    assertThat(later).isGreaterThan(first);
  }

  @Test
  void sendsTheSameRecordAgain_whenARevisionIsRepeated() throws Exception {
    perform(posted(NAMED)).andExpect(status().isCreated());
    perform(serviceAt(NOW.plusSeconds(9), broker), posted(NAMED))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.responseId").value("r1"));

    assertThat(broker.values()).hasSize(2);
    assertThat(broker.values().get(1)).isEqualTo(broker.values().get(0));
  }

  @Test
  void seesTheSameRequest_howeverItIsWritten() throws Exception {
    perform(posted(NAMED)).andExpect(status().isCreated());
    perform(posted(response("\"revision\": 1, \"responseId\": \"r1\",  ", 9)))
        .andExpect(status().isOk());
  }

  @Test
  void takesWhatAFormSendsForEmptyFields() throws Exception {
    String form =
        """
        {"responseId":"","surveyId":" ","ticketId":"","locale":"","respondent":{"id":""},
         "answers":[{"questionId":"before","text":""},
                    {"questionId":"recommend","metric":"nps","scale":"0-10","value":9.0},
                    {"questionId":"ease","metric":"ces","scale":"ease-7","value":null},
                    {"questionId":"why","text":"\u00a0"}]}""";

    String id = idIn(perform(posted(form)).andExpect(status().isCreated()));

    assertThat(id).isNotBlank();
    assertThat(broker.values().get(0))
        .contains("\"surveyId\":\"after-ticket\"", "\"value\":9}]")
        .doesNotContain("before", "ease", "why", "respondent", "ticketId", "locale");
  }

  @Test
  void seesTheSameRequest_whetherWhatIsBlankIsSentOrLeftOut() throws Exception {
    perform(posted(NAMED)).andExpect(status().isCreated());
    perform(posted(NAMED.replace("]", ",{\"questionId\":\"why\",\"text\":null}]")))
        .andExpect(status().isOk());
    perform(posted(NAMED.replace("9}", "9e0}").replace("{\"r", "{\"locale\":\" \",\"r")))
        .andExpect(status().isOk());
    perform(posted(response("\"responseId\":\"r1\",\"context\":{\"team\":\"\u200b\"},", 9)))
        .andExpect(status().isOk());
  }

  @Test
  void refusesAResponseInWhichNothingIsAnswered_andNamesFieldsByTheirPlaceInTheRequest()
      throws Exception {
    String unanswered = "{\"questionId\":\"why\",\"text\":\" \"}";

    perform(posted("{\"answers\":[" + unanswered + "]}"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors.length()").value(1))
        .andExpect(jsonPath("$.errors[0].field").value("answers"));
    perform(posted(ANONYMOUS.replace("[", "[" + unanswered + ",").replace("9}", "11}")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("answers[1].value"));
    perform(posted(ANONYMOUS.replace("9}", "9.5}")))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[0].field").value("answers[0].value"));
  }

  @Test
  void refusesARevisionInOtherWords() throws Exception {
    perform(posted(NAMED)).andExpect(status().isCreated());
    perform(posted(NAMED.replace("9", "3"))).andExpect(status().isConflict());

    assertThat(broker.records()).hasSize(1);
  }

  @Test
  void takesAHigherRevision() throws Exception {
    perform(posted(NAMED)).andExpect(status().isCreated());
    perform(posted(response("\"responseId\":\"r1\",\"revision\":2,", 3)))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.status").value("revised"));
  }

  @Test
  void givesTheSameAnswer_whenAKeyIsRepeated() throws Exception {
    var first = perform(posted(ANONYMOUS).header("Idempotency-Key", "k"));
    var again =
        perform(
            serviceAt(NOW.plusSeconds(9), broker),
            posted(ANONYMOUS).header("Idempotency-Key", "k"));

    first.andExpect(status().isCreated());
    again.andExpect(status().isCreated());
    assertThat(idIn(again)).isEqualTo(idIn(first));
    assertThat(broker.values().get(1)).isEqualTo(broker.values().get(0));
  }

  @Test
  void refusesAKeyThatCameWithAnotherRequest() throws Exception {
    perform(posted(ANONYMOUS).header("Idempotency-Key", "k"));

    perform(posted(ANONYMOUS.replace("9", "3")).header("Idempotency-Key", "k"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"));
  }

  @Test
  void keepsTheKeysOfCallersApart() throws Exception {
    var desk = perform(posted(ANONYMOUS).header("Idempotency-Key", "k"));
    var other = perform(posted(ANONYMOUS).principal(() -> "portal").header("Idempotency-Key", "k"));

    assertThat(idIn(other)).isNotEqualTo(idIn(desk));
  }

  @Test
  void savesARequestThatWasRegisteredButNeverArrived() throws Exception {
    Broker away = Broker.thatWaits();
    Call call = Call.begin(serviceAt(NOW, away), posted(NAMED), away, 1);
    away.failNext(new TimeoutException("no acknowledgement"));
    call.answer().andExpect(status().isServiceUnavailable());

    perform(serviceAt(NOW.plusSeconds(9), broker), posted(NAMED)).andExpect(status().isOk());

    assertThat(broker.values()).isEqualTo(away.values());
  }

  @Test
  void confirmsNothing_beforeTheBrokerHasAcknowledgedIt() throws Exception {
    Broker slow = Broker.thatWaits();
    Call call = Call.begin(serviceAt(NOW, slow), posted(NAMED), slow, 1);
    assertThat(call.isAnswered()).isFalse();

    slow.acknowledgeNext();

    call.answer().andExpect(status().isCreated());
  }

  @Test
  void namesEachFieldThatBreaksARule_andRegistersNothing() throws Exception {
    perform(posted(NAMED.replace("9", "11")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("answers[0].value"));
    perform(posted(ANONYMOUS).header("Idempotency-Key", " "))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"));
    perform(posted("{")).andExpect(status().isBadRequest());
    perform(posted(NAMED).contentType("text/plain")).andExpect(status().isUnsupportedMediaType());

    perform(posted(NAMED)).andExpect(status().isCreated());
    assertThat(broker.records()).hasSize(1);
  }

  private void isKnownOf(String id, String sender) {
    known.put(id, KnownIds.Ownership.ownedBy(new Sender(sender, false).mark()));
  }

  private static MockHttpServletRequestBuilder withdrawn(String id) {
    return delete("/api/responses").param("id", id).principal(DESK);
  }

  @Test
  void asksTheGateToWithdraw() throws Exception {
    isKnownOf("r1", "desk");

    perform(delete("/api/responses/r1").principal(DESK))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.responseId").value("r1"));

    assertThat(broker.keys()).containsExactly("r1");
    assertThat(broker.values())
        .containsExactly("{\"responseId\":\"r1\",\"withdrawnAt\":\"2026-11-22T12:00:00Z\"}");
  }

  @Test
  void withdrawsByParameterAndByBody_whateverTheIdHolds() throws Exception {
    for (String id : List.of("a/b", "../x", "..", "a;b", "a\\b", "x//y", "50%", "%00", "é ?&=#+")) {
      isKnownOf(id, "desk");

      perform(withdrawn(id)).andExpect(status().isAccepted());
      perform(
              post("/api/responses/withdrawals")
                  .principal(DESK)
                  .contentType("application/json")
                  .content(FactJson.write(Map.of("responseId", id))))
          .andExpect(status().isAccepted())
          .andExpect(jsonPath("$.responseId").value(id));

      assertThat(broker.keys()).endsWith(id, id);
    }
    perform(
            post("/api/responses/withdrawals")
                .principal(DESK)
                .contentType("application/json")
                .content("{}"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("responseId"));
  }

  @Test
  void answersWhereItCanBeWithdrawn_whateverTheIdHolds() throws Exception {
    for (String id : List.of("a/b", "..", "a;b", "x//y", "50%", "é ?&=#+", "r.")) {
      String body = new String(FactJson.write(Map.of("responseId", id)), UTF_8);
      var answered =
          perform(posted(response(body.substring(1, body.length() - 1) + ",", 9)))
              .andExpect(status().isCreated());

      String location = answered.andReturn().getResponse().getHeader("Location");
      assertThat(location).startsWith("/api/responses?id=");
      assertThat(URLDecoder.decode(location.substring("/api/responses?id=".length()), UTF_8))
          .isEqualTo(id);
      assertThat(URI.create(location).normalize()).hasToString(location);
    }
  }

  @Test
  void withdrawsNothing_thatIsNotKnownOrNotDecidedYet() throws Exception {
    perform(delete("/api/responses/r1").principal(DESK)).andExpect(status().isNotFound());
    known.put("r2", KnownIds.Ownership.NOT_YET);
    perform(delete("/api/responses/r2").principal(DESK))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().exists("Retry-After"));

    assertThat(broker.records()).isEmpty();
  }

  @Test
  void letsTheGateDecide_whereAnotherInstanceKnows() throws Exception {
    known.put("r1", KnownIds.Ownership.ELSEWHERE);
    perform(posted(NAMED)).andExpect(status().isCreated());

    perform(delete("/api/responses/r1").principal(() -> "portal"))
        .andExpect(status().isForbidden());
    perform(delete("/api/responses/r1").principal(DESK)).andExpect(status().isAccepted());
  }

  @Test
  void refusesWhatAnotherSenderSentFirst() throws Exception {
    isKnownOf("r1", "portal");

    perform(delete("/api/responses/r1").principal(DESK)).andExpect(status().isForbidden());
    perform(posted(NAMED))
        .andExpect(status().isForbidden())
        .andExpect(jsonPath("$.detail").exists());

    assertThat(broker.records()).isEmpty();
    perform(posted(NAMED).with(role("ADMIN"))).andExpect(status().isCreated());
    assertThat(broker.senders()).containsExactly(new Sender("desk", true));
  }

  @Test
  void refusesWhatAnotherSenderSentFirst_beforeTheGateHasDecided() throws Exception {
    perform(posted(NAMED)).andExpect(status().isCreated());

    perform(posted(NAMED.replace("9", "0")).principal(() -> "portal"))
        .andExpect(status().isForbidden());
    perform(posted(response("\"responseId\":\"r1\",\"revision\":7,", 0)).principal(() -> "portal"))
        .andExpect(status().isForbidden());

    perform(posted(response("\"responseId\":\"r1\",\"revision\":7,", 0)))
        .andExpect(status().isCreated());
    assertThat(broker.senders())
        .containsExactly(new Sender("desk", false), new Sender("desk", false));
  }

  @Test
  void refusesARevisionThatLeavesNoRoomForTheNext() throws Exception {
    for (String revision : List.of("9007199254740992", "9223372036854775807")) {
      perform(posted(response("\"responseId\":\"r1\",\"revision\":" + revision + ",", 9)))
          .andExpect(status().isUnprocessableContent())
          .andExpect(jsonPath("$.errors[0].field").value("revision"));
    }
    perform(posted(response("\"responseId\":\"r1\",\"revision\":9007199254740991,", 9)))
        .andExpect(status().isCreated());
  }

  @Test
  void writesDownWhatAnAdministratorTakesBack_andNotWhatSourcesDo() throws Exception {
    isKnownOf("r1", "desk");
    isKnownOf("r2", "desk");
    perform(delete("/api/responses/r1").principal(DESK).with(role("INGEST")))
        .andExpect(status().isAccepted());
    assertThat(acts.records()).isEmpty();

    perform(delete("/api/responses/r2").with(role("ADMIN"))).andExpect(status().isAccepted());

    assertThat(acts.values()).hasSize(1);
    assertThat(acts.values().get(0))
        .contains("\"act\":\"response.withdrawn\"", "\"subject\":\"r2\"");
    assertThat(broker.keys()).containsExactly("r1", "r2");
  }

  @Test
  void takesNothingBack_whenTheActCannotBeWrittenDown() throws Exception {
    isKnownOf("r1", "desk");
    acts.goAway();

    perform(delete("/api/responses/r1").with(role("ADMIN")))
        .andExpect(status().isServiceUnavailable());

    assertThat(broker.records()).isEmpty();
  }

  private static RequestPostProcessor role(String role) {
    return request -> {
      request.addUserRole(role);
      return request;
    };
  }
}
