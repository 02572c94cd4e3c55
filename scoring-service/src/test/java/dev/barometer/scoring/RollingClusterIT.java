package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.SignIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole instances of the service side by side: whichever is asked, the answer is the same. The last
 * test ends one of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingClusterIT {
  private static final String TOKEN = "rolling-cluster-0123456789";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> TEAMS =
      IntStream.range(0, 40).mapToObj(i -> "Group " + i).toList();

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static Instance first;
  private static Instance second;

  private final HttpClient http = HttpClient.newHttpClient();

  private record Instance(ConfigurableApplicationContext context, int port) {}

  @BeforeAll
  static void start() throws Exception {
    broker = ScoringStreams.broker(folder);
    first = instance("first");
    second = instance("second");
    writeOneAnswerPerTeam();
  }

  @AfterAll
  static void stop() {
    first.context.close();
    second.context.close();
    broker.close();
  }

  @Test
  @Order(1)
  void everyScopeIsAnsweredTheSameByBoth() {
    awaitAllKept();
    long keptByFirst = TEAMS.stream().filter(team -> keeps(first, team)).count();
    assertThat(keptByFirst).as("each instance keeps some").isBetween(1L, TEAMS.size() - 1L);

    for (String team : TEAMS) {
      assertThat(keeps(first, team)).as(team).isNotEqualTo(keeps(second, team));
      JsonNode answer = answer(first, team);
      assertThat(answer).isEqualTo(answer(second, team));
      assertThat(answer.get("n").asLong()).as(team).isEqualTo(1);
    }
    String session = signIn(second);
    assertThat(TEAMS).allMatch(team -> askWith(first, team, "Cookie", session).statusCode() == 200);
    JsonNode nobody = answer(first, "Nobody");
    assertThat(nobody).isEqualTo(answer(second, "Nobody"));
    assertThat(nobody.get("status").asString()).isEqualTo("no-data");
  }

  /** But for its age, which is that of the moment it was asked in. */
  private JsonNode answer(Instance instance, String team) {
    ObjectNode answer = (ObjectNode) JSON.readTree(ask(instance, team).body());
    assertThat(answer.remove(List.of("asOf", "complete")).has("asOf")).isFalse();
    return answer;
  }

  @Test
  @Order(2)
  void refusesAPairThatIsNotKept_andNamesThoseThatAre() {
    HttpResponse<String> refused = ask(first, "A,priority:2 - High");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("team+agent, service+channel, service+team");
    assertThat(JSON.readTree(refused.body()).get("errors").get(0).get("field").asString())
        .isEqualTo("scope");
  }

  @Test
  @Order(4)
  void asksToComeBack_whileAnotherTakesOver() {
    awaitAllKept();

    CompletableFuture<Void> leaving = CompletableFuture.runAsync(second.context::close);
    do {
      TEAMS.forEach(team -> assertRightOrLater(ask(first, team)));
    } while (!leaving.isDone());

    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                TEAMS.stream()
                    .map(team -> ask(first, team))
                    .peek(RollingClusterIT::assertRightOrLater)
                    .allMatch(answer -> answer.statusCode() == 200));
    assertThat(TEAMS).allMatch(team -> keeps(first, team));
  }

  @Test
  @Order(3)
  void doesNotPassOnTwice() {
    awaitAllKept();
    String team = TEAMS.stream().filter(each -> keeps(second, each)).findFirst().orElseThrow();

    HttpResponse<String> answer = ask(first, team, "Barometer-Passed-On", "1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private static void assertRightOrLater(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      assertThat(JSON.readTree(answer.body()).get("n").asLong()).isEqualTo(1);
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private static void writeOneAnswerPerTeam() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (String team : TEAMS) {
        Fact fact = FactFixtures.responseWithNps("r " + team, 1, 9, Instant.now(), team);
        producer.send(new ProducerRecord<>(Topics.RESPONSES, fact.id(), FactJson.write(fact)));
      }
    }
  }

  private void awaitAllKept() {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              for (String team : TEAMS) {
                HttpResponse<String> answer = ask(first, team);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(JSON.readTree(answer.body()).get("n").asLong()).as(team).isEqualTo(1);
              }
              assertThat(TEAMS).anyMatch(team -> keeps(first, team));
              assertThat(TEAMS).anyMatch(team -> keeps(second, team));
            });
  }

  /** Whether the instance answers by itself: a call that was passed on is not passed on again. */
  private boolean keeps(Instance instance, String team) {
    return ask(instance, team, "Barometer-Passed-On", "1").statusCode() == 200;
  }

  /** As the administrator, by what one instance would say; returns the cookie for both. */
  private static String signIn(Instance instance) {
    Authentication administrator =
        instance
            .context
            .getBean(AuthenticationProvider.class)
            .authenticate(new UsernamePasswordAuthenticationToken("administrator", TOKEN));
    MockHttpServletResponse answer = new MockHttpServletResponse();
    instance
        .context
        .getBean(SignIn.class)
        .begin((Caller) administrator.getPrincipal(), new MockHttpServletRequest(), answer);
    String cookie = answer.getHeader("Set-Cookie");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private HttpResponse<String> ask(Instance instance, String team, String... more) {
    return askWith(
        instance,
        team,
        Stream.concat(Stream.of("Authorization", "Bearer " + TOKEN), Stream.of(more))
            .toArray(String[]::new));
  }

  private HttpResponse<String> askWith(Instance instance, String team, String... headers) {
    String scope = URLEncoder.encode("team:" + team, StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/api/rolling/responses?window=24h&scope=%s"
                        .formatted(instance.port, scope)))
            .headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Instance instance(String name) throws IOException {
    int port = freePort();
    var context =
        new SpringApplicationBuilder(ScoringServiceApplication.class)
            .properties("spring.config.name=scoring-service")
            .registerShutdownHook(false)
            .run(
                "--server.port=" + port,
                "--barometer.scoring.address=127.0.0.1:" + port,
                "--barometer.api-token=" + TOKEN,
                "--barometer.topics.partitions=4",
                "--barometer.scoring.standby-replicas=1",
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.cloud.stream.kafka.streams.binder.configuration.state.dir="
                    + folder.resolve(name));
    return new Instance(context, port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
