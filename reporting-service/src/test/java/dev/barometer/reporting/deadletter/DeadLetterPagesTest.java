package dev.barometer.reporting.deadletter;

import static dev.barometer.reporting.deadletter.DeadLetterFixtures.BROKEN_TICKET;
import static dev.barometer.reporting.deadletter.DeadLetterFixtures.GOOD_TICKET;
import static dev.barometer.reporting.deadletter.DeadLetterFixtures.ticketDeadLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.contract.Topics;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.signature.Signatures;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class DeadLetterPagesTest {
  private static final String LIST = "/administration/dead-letters";
  private static final String ONE = LIST + "/survey-service~barometer.inbound.tickets~0~7";
  private static final Signatures SERVICES =
      Signatures.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of());
  private static final Clock CLOCK =
      Clock.fixed(DeadLetterFixtures.NOW.plusSeconds(7_200), ZoneOffset.UTC);
  private static final Principal ADA = () -> "ada";

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final DeadLetterRepository deadLetters = new DeadLetterRepository(database.operations());
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close(Duration timeout) {
          // The template closes after each send; the real factory's producers stay open.
        }
      };
  private final MockMvc mvc = mvc();

  @BeforeEach
  void keep() {
    deadLetters.keep(
        List.of(
            DeadLetterFunctions.deadLetter(
                ticketDeadLetter(7, "<script>alert(1)</script>", BROKEN_TICKET)),
            DeadLetterFunctions.deadLetter(
                DeadLetterFixtures.deadLetter(
                    "reporting-service",
                    Topics.TALLIES,
                    9,
                    "unreadable",
                    null,
                    "</pre><script>"))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Dead letters, Breaks its contract, Check and send back",
    "zh-CN, 死信, 违反约定, 检查并退回",
    "ko, 배달 못 한 레코드, 규약 위반, 검사하고 다시 보내기"
  })
  void areInTheLanguageOfTheReader(String language, String title, String kind, String send)
      throws Exception {
    String list = html(ask(get(LIST), language).andExpect(status().isOk()));
    String one = html(ask(get(ONE), language).andExpect(status().isOk()));

    assertThat(list).contains(title, kind, "barometer.tallies").doesNotContain("??");
    assertThat(one).contains(send, "&quot;status&quot;: &quot;lost&quot;").doesNotContain("??");
  }

  @Test
  void showEverythingAsText() throws Exception {
    String list = html(ask(get(LIST), "en"));
    String one = html(ask(get(ONE), "en"));
    String tallies = html(ask(get(LIST + "/reporting-service~barometer.tallies~0~9"), "en"));

    for (String html : List.of(list, one, tallies)) {
      assertThat(html).doesNotContain("<script", " style=", " onclick=", "javascript:");
    }
    assertThat(list).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(tallies).contains("&lt;/pre&gt;&lt;script&gt;").doesNotContain("<textarea");
  }

  @Test
  void nameWhatIsStillBroken_besideWhatWasTyped() throws Exception {
    String typed = BROKEN_TICKET.replace("lost", "found");

    String html =
        html(ask(post(ONE + "/send-back").param("value", typed), "en").andExpect(status().is(422)));

    assertThat(html)
        .contains("value.status", "must be one of open, resolved, closed")
        .contains("&quot;found&quot;", "aria-invalid=\"true\"", "aria-describedby=\"hint errors\"");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void sendBackAndDiscard() throws Exception {
    ask(post(ONE + "/send-back").param("value", GOOD_TICKET), "en")
        .andExpect(redirectedUrlPattern("/**/*?done=sent-back"));
    assertThat(html(ask(get(ONE + "?done=sent-back"), "en"))).contains("ada", "Sent back");
    String tallies = LIST + "/reporting-service~barometer.tallies~0~9";
    ask(post(tallies + "/discard").param("reason", " "), "en").andExpect(status().is(422));
    ask(post(tallies + "/discard").param("reason", "told again"), "en")
        .andExpect(status().is3xxRedirection());
    ask(post(tallies + "/discard").param("reason", "told again"), "en")
        .andExpect(status().isConflict());
    ask(get(LIST + "/nothing"), "en").andExpect(status().isNotFound());

    assertThat(html(ask(get(LIST), "en"))).contains("No dead letter is waiting");
  }

  @Test
  void sendManyBack_andTellWhatWasNotSent() throws Exception {
    String html = html(ask(post(LIST + "/send-back").param("group", ""), "en"));

    assertThat(html).contains("Sent back: 0", "would not pass: 2", "value.status");
  }

  private ResultActions ask(MockHttpServletRequestBuilder call, String language) throws Exception {
    return mvc.perform(call.locale(Locale.forLanguageTag(language)).principal(ADA));
  }

  private static String html(ResultActions answer) throws Exception {
    return answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
  }

  private MockMvc mvc() {
    FactPublisher facts =
        new FactPublisher(
            new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)),
            List.of(Topics.INBOUND_TICKETS, Topics.AUDIT),
            SERVICES,
            CLOCK);
    var publisher =
        new DeadLetterPublisher(
            deadLetters, facts, SERVICES, new AuditLog(facts, "reporting-service", CLOCK), CLOCK);
    return PageFixtures.mvc(new DeadLetterPageController(deadLetters, publisher), "dead-letters");
  }
}
