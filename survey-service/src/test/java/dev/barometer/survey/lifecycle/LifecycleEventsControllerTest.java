package dev.barometer.survey.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.contract.Topics;
import dev.barometer.starter.web.ProblemAdvice;
import dev.barometer.survey.Broker;
import dev.barometer.survey.trigger.AskingInstance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class LifecycleEventsControllerTest {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String SOUND =
      """
      {"subjectId":"S1","revision":1,"kind":"training","completedAt":"2026-11-20T08:00:00Z"}""";

  private final Broker broker = Broker.thatAcknowledges();

  private ResultActions send(String contentType, String body) throws Exception {
    var controller =
        new LifecycleEventsController(
            broker.publisherTo(Topics.INBOUND_LIFECYCLE),
            AskingInstance.usual(),
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    return MockMvcBuilders.standaloneSetup(controller)
        .setControllerAdvice(new ProblemAdvice())
        .build()
        .perform(post("/api/lifecycle/events").contentType(contentType).content(body));
  }

  private static String event(String type, String data) {
    return """
        {"specversion":"1.0","id":"e","source":"/lms","type":"dev.barometer.lifecycle.%s",
         "time":"2026-11-20T09:00:00Z","data":%s}"""
        .formatted(type, data);
  }

  @Test
  void takesWhatIsSound_keyedByItsSubject() throws Exception {
    send(STRUCTURED, event("training-completed", SOUND))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.accepted").value(1));

    assertThat(broker.keys()).containsExactly("S1");
  }

  @Test
  void namesTheFieldThatIsWrong() throws Exception {
    send(STRUCTURED, event("training-completed", SOUND.replace("training", "party")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("data.kind"));
    send(STRUCTURED, event("contract-ended", SOUND))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("type"));
    send(STRUCTURED, event("training-completed", SOUND.replace("1,", "9007199254740992,")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("data.revision"));

    assertThat(broker.records()).isEmpty();
  }

  @Test
  void takesTheSoundOnesOfABatch() throws Exception {
    String batch =
        "["
            + event("training-completed", SOUND)
            + ","
            + event("training-completed", "{\"kind\":\"training\"}")
            + "]";

    send(BATCH, batch)
        .andExpect(status().isMultiStatus())
        .andExpect(jsonPath("$.accepted").value(1))
        .andExpect(jsonPath("$.items[1].status").value(422));
  }

  @Test
  void takesNothing_whenTheBrokerIsAway() throws Exception {
    broker.goAway();

    send(STRUCTURED, event("training-completed", SOUND)).andExpect(status().isServiceUnavailable());
  }
}
