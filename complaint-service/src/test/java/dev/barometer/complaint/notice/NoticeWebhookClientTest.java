package dev.barometer.complaint.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.outbox.SendResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticeWebhookClientTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String KIND = "notice.webhook";
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
  private static final String BODY = "{\"caseId\":\"C1\"}";

  private final List<HttpHeaders> taken = new CopyOnWriteArrayList<>();
  private HttpServer receiver;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/",
        call -> {
          String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
          if (body.equals(BODY)) {
            taken.add(HttpHeaders.of(call.getRequestHeaders(), (name, value) -> true));
          }
          call.sendResponseHeaders(status, -1);
          call.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private NoticeInstance instance() throws ClassNotFoundException {
    return new NoticeInstance(
        DATABASE.mongo(),
        null,
        "barometer.complaints.webhook.url=http://127.0.0.1:" + receiver.getAddress().getPort(),
        "barometer.complaints.webhook.secret=" + SECRET);
  }

  private static void add(NoticeInstance instance, String id) {
    instance.outbox().add(NoticeWebhookClient.entry(id, "C1", BODY));
  }

  private static void awaitTried(NoticeInstance instance, SendResult.Kind result, int atLeast) {
    await()
        .untilAsserted(
            () -> assertThat(instance.tried(KIND, result)).isGreaterThanOrEqualTo(atLeast));
  }

  @Test
  void postsOnce_signed_whenTheSameIsAddedAgain() throws Exception {
    try (NoticeInstance instance = instance()) {
      assertThat(instance.bean(NoticeWebhookClient.class).isSet()).isTrue();
      add(instance, "n1");
      awaitTried(instance, SendResult.Kind.SENT, 1);

      add(instance, "n1");
      add(instance, "n2");
      awaitTried(instance, SendResult.Kind.SENT, 2);

      assertThat(taken)
          .extracting(headers -> headers.firstValue("webhook-id").orElseThrow())
          .containsExactly("n1", "n2");
      assertThatCode(() -> new Webhook(SECRET).verify(BODY, taken.get(0)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void triesAgainWithTheSameId_whenTheReceiverIsAway() throws Exception {
    status = 503;
    try (NoticeInstance instance = instance()) {
      add(instance, "n1");
      awaitTried(instance, SendResult.Kind.AWAY, 5);

      status = 200;
      awaitTried(instance, SendResult.Kind.SENT, 1);

      assertThat(taken)
          .hasSizeGreaterThan(5)
          .allSatisfy(headers -> assertThat(headers.firstValue("webhook-id")).hasValue("n1"));
      assertThat(instance.dead()).isEmpty();
    }
  }

  @Test
  void isDeadWithTheReason_whenItIsRefusedTooOften() throws Exception {
    status = 404;
    try (NoticeInstance instance = instance()) {
      add(instance, "n1");

      await().untilAsserted(() -> assertThat(instance.dead()).containsExactly("answered 404"));
      assertThat(taken).hasSize(3);
    }
  }

  @Test
  void isDeadWithTheReason_whenNoWebhookIsSet() throws Exception {
    try (NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), null)) {
      assertThat(instance.bean(NoticeWebhookClient.class).isSet()).isFalse();
      add(instance, "n1");

      await()
          .untilAsserted(
              () ->
                  assertThat(instance.dead())
                      .singleElement()
                      .asString()
                      .contains("barometer.complaints.webhook.url"));
    }
  }

  @Test
  void startsOnlyWithAWebhookThatCanBePostedTo() {
    NoticeWebhookProperties settings =
        new NoticeWebhookProperties(URI.create("ftp://desk.example.org"), null);

    assertThatThrownBy(() -> new NoticeConfiguration(settings))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("barometer.complaints.webhook.url");
  }
}
