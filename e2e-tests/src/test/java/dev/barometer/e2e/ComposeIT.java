package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The flow on docker-compose.yml through its door, what that lets in, and who may do what at its
 * broker.
 */
@Tag("docker")
class ComposeIT extends FlowContract {
  private static final Set<String> INBOUND =
      Set.of(Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES, Topics.INBOUND_LIFECYCLE);

  private ComposeStack stack;
  private Suite suite;

  @Override
  Stack start(Path folder) {
    stack = ComposeStack.up(folder);
    suite = new Suite(stack);
    return stack;
  }

  @Test
  @Order(20)
  void aPlatformWritesInboundTopics_andIsRefusedEverythingElse() throws Exception {
    Map<String, Object> platform = stack.brokerAs("platform");
    Set<String> topics;
    try (Admin admin = Admin.create(stack.broker())) {
      topics = admin.listTopics().names().get();
    }
    assertThat(topics).containsAll(Topics.ALL).anyMatch(topic -> topic.endsWith(".dlq"));

    for (String topic : topics) {
      if (INBOUND.contains(topic)) {
        assertThat(write(platform, topic).get().hasOffset()).as(topic).isTrue();
        assertThatThrownBy(() -> new Broker(platform).read(topic))
            .as(topic)
            .isInstanceOf(AuthorizationException.class);
      } else {
        assertThatThrownBy(() -> write(platform, topic).get())
            .as(topic)
            .satisfies(
                refusal ->
                    assertThat(
                            refusal instanceof ExecutionException
                                ? Objects.requireNonNull(refusal.getCause())
                                : refusal)
                        .isInstanceOf(AuthorizationException.class));
      }
    }
    try (Admin admin = Admin.create(platform)) {
      assertThat(admin.listTopics().names().get()).isEqualTo(INBOUND);
      assertThatThrownBy(
              () ->
                  admin
                      .createTopics(List.of(new NewTopic("barometer.inbound.more", 1, (short) 1)))
                      .all()
                      .get())
          .hasCauseInstanceOf(AuthorizationException.class);
      assertThatThrownBy(() -> admin.createAcls(List.of(everythingForPlatforms())).all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  @Test
  @Order(21)
  void withoutACredentialTheBrokerAnswersNobody() {
    Map<String, Object> wrong = new HashMap<>(stack.brokerAs("platform"));
    wrong.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"platform\" password=\"guessed\";");
    try (Admin guessing = Admin.create(wrong)) {
      assertThatThrownBy(() -> guessing.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
    try (Admin nobody =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "request.timeout.ms",
                "1000",
                "default.api.timeout.ms",
                "3000"))) {
      assertThatThrownBy(() -> nobody.listTopics().names().get())
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  @Order(22)
  void nothingIsPublishedButTheDoorAndGrafana() {
    List<String> published =
        stack
            .compose("ps", "--format", "{{.Service}} {{.Ports}}")
            .lines()
            .filter(line -> line.contains("->"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();

    // The tests speak to the broker.
    assertThat(published).containsExactlyInAnyOrder("door", "grafana", ComposeStack.BROKER);
  }

  @Test
  @Order(23)
  void theDoorShowsWhatEachServiceHas_butNoMetrics() {
    URI door = suite.running().reporting();
    var administrator = new Browser();

    administrator.signIn(door, "administrator", stack.token());

    assertThat(administrator.get(door, "/dashboard").statusCode()).isEqualTo(200);
    assertThat(administrator.get(door, "/administration/tokens").statusCode()).isEqualTo(200);
    for (URI service : suite.services().values()) {
      assertThat(administrator.get(service, "actuator/health/readiness").statusCode())
          .isEqualTo(200);
      assertThat(administrator.get(service, "v3/api-docs").body()).contains("\"openapi\"");
      for (String closed : List.of("actuator/prometheus", "actuator/info", "api/tokens")) {
        assertThat(administrator.get(service, closed).statusCode()).as(closed).isEqualTo(404);
      }
    }
    for (String closed : List.of("/actuator/prometheus", "/%61ctuator/info", "/v3/api-docs")) {
      assertThat(administrator.get(door, closed).statusCode()).as(closed).isEqualTo(404);
    }
  }

  @Test
  @Order(24)
  void whoeverGuessesWaits_whateverAddressHeClaims() {
    URI door = suite.running().reporting();
    HttpResponse<String> guessed = null;
    for (int i = 0; i < 12; i++) {
      guessed =
          new Browser()
              .send(
                  forged(door.resolve("/api/comments"), "203.0.113." + i)
                      .header("Authorization", "Bearer a-guess-" + i));
    }

    assertThat(guessed.statusCode()).isEqualTo(429);
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(suite.get(door, "/api/audit?act=token.braked").get("items"))
                    .singleElement()
                    .asString()
                    .contains("\"address\"")
                    .doesNotContain("203.0.113."));
    HttpResponse<String> login = new Browser().send(forged(door.resolve("/login"), "203.0.113.99"));
    assertThat(cookies(login)).isNotEmpty().noneMatch(cookie -> cookie.contains("Secure"));
    assertThat(login.headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  private static HttpRequest.Builder forged(URI address, String client) {
    return HttpRequest.newBuilder(address)
        .header("X-Forwarded-For", client)
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Host", "elsewhere.example")
        .header("X-Forwarded-Port", "8443")
        .header("Forwarded", "for=%s;proto=https;host=elsewhere.example".formatted(client));
  }

  private static List<String> cookies(HttpResponse<?> answer) {
    return answer.headers().allValues("Set-Cookie");
  }

  @Test
  @Order(25)
  void theDoorPassesOnWhatIsLongAndWhatNeverEnds() throws Exception {
    URI door = suite.running().reporting();
    HttpResponse<Stream<String>> news =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(door.resolve("/api/stream"))
                    .header("Authorization", "Bearer " + stack.token())
                    .build(),
                BodyHandlers.ofLines());
    String words = "long ".repeat(1_900);
    String answers =
        IntStream.range(0, 1_500)
            .mapToObj(
                number ->
                    """
                    {"responseId":"long-%d","submittedAt":"2014-05-15T12:00:00Z","answers":[\
                    {"questionId":"q","metric":"nps","scale":"0-10","value":9},\
                    {"questionId":"why","text":"%s"}]}"""
                        .formatted(number, words))
            .collect(Collectors.joining("\n"));

    HttpResponse<String> imported =
        suite.post(door, "/api/responses/import", "application/x-ndjson", answers);
    HttpResponse<String> tooLong = suite.post(door, "/api/responses", "application/json", answers);

    assertThat(imported.statusCode()).as(imported.body()).isEqualTo(202);
    assertThat(tooLong.statusCode()).as(tooLong.body()).isEqualTo(413);
    try (Stream<String> lines = news.body()) {
      assertThat(
              CompletableFuture.supplyAsync(
                      () -> lines.anyMatch(line -> line.startsWith("event:scores")))
                  .get(2, TimeUnit.MINUTES))
          .isTrue();
    }
    var of2014 = Map.of("from", "2014-01-01", "to", "2015-01-01");
    Suite.eventually()
        .untilAsserted(
            () -> assertThat(suite.score("nps", of2014).get("n").asInt()).isEqualTo(1_500));
  }

  @Test
  @Order(26)
  void theDoorTellsToComeBack_whereAServiceIsAway_andNamesNobodyInItsLog() {
    URI door = suite.running().reporting();
    stack.compose("kill", "complaint-service");

    HttpResponse<String> answer =
        new Browser()
            .send(
                forged(door.resolve("/api/complaints?person=unhappy-person"), "203.0.113.7")
                    .header("Authorization", "Bearer a-secret-token"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("Try again", "再试", "다시");
    assertThat(stack.compose("logs", ComposeStack.DOOR))
        .contains("serving initial configuration")
        .doesNotContain("unhappy-person", "203.0.113.", "a-secret-token", "/api/");
  }

  @Test
  @Order(27)
  void cookiesAreForTlsAlone_whereTheDoorHasAName() throws Exception {
    ComposeStack.TlsDoor door = stack.overTls();
    SSLContext trusting = trusting(door.authority());
    // For a moment the services know the door by the address it had.
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(cookies(new Browser(trusting).get(door.address(), "/login")))
                    .singleElement()
                    .asString()
                    .startsWith("CSRF_BAROMETER=")
                    .contains("; Secure"));
    var administrator = new Browser(trusting);

    HttpResponse<String> signedIn =
        administrator.signIn(door.address(), "administrator", stack.token());

    assertThat(cookies(signedIn))
        .filteredOn(cookie -> cookie.startsWith("BAROMETER_SESSION="))
        .singleElement()
        .asString()
        .contains("; Secure", "; HttpOnly");
    assertThat(signedIn.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(administrator.get(door.address(), "/dashboard").statusCode()).isEqualTo(200);
    assertThat(suite.statusWithoutCredential(suite.running().reporting(), "/login"))
        .as("without TLS")
        .isEqualTo(400);
  }

  private static SSLContext trusting(String authority)
      throws GeneralSecurityException, IOException {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    known.setCertificateEntry(
        "door",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(authority.getBytes(UTF_8))));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(known);
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, managers.getTrustManagers(), null);
    return trusting;
  }

  private static AclBinding everythingForPlatforms() {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
        new AccessControlEntry("User:platform", "*", AclOperation.ALL, AclPermissionType.ALLOW));
  }

  private static Future<RecordMetadata> write(Map<String, Object> client, String topic) {
    try (var producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(
          Broker.event(
              topic, "K9", "K9-1", EventTypes.RESPONSE_SUBMITTED, "{\"unfinished".getBytes(UTF_8)));
    }
  }
}
