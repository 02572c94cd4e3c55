package dev.barometer.starter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.outbox.SendResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSenderTest {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

  private final WebhookSender sender = new WebhookSender(Clock.systemUTC());
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final CountDownLatch ends = new CountDownLatch(1);
  private HttpServer receiver;
  private volatile int status = 204;

  private record Taken(String body, HttpHeaders headers) {}

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/",
        call -> {
          taken.add(
              new Taken(
                  new String(call.getRequestBody().readAllBytes(), UTF_8),
                  HttpHeaders.of(call.getRequestHeaders(), (name, value) -> true)));
          call.sendResponseHeaders(status, -1);
          call.close();
        });
    // Its answer begins as it should, and does not end.
    receiver.createContext(
        "/endless",
        call -> {
          call.sendResponseHeaders(200, 2);
          call.getResponseBody().write('o');
          call.getResponseBody().flush();
          try {
            ends.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          call.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    ends.countDown();
    receiver.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
  }

  @Test
  void postsWhatIsSigned() throws Exception {
    String body = "{\"id\":\"C1\",\"말\":\"고맙습니다\"}";

    assertThat(sender.post(at("/"), SECRET, "C1|1", body)).isEqualTo(SendResult.sent());

    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).body()).isEqualTo(body);
    assertThat(taken.get(0).headers().firstValue("webhook-id")).hasValue("C1|1");
    assertThatCode(() -> new Webhook(SECRET).verify(body, taken.get(0).headers()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"200, SENT", "500, AWAY", "503, AWAY", "429, AWAY", "404, FAILED", "301, FAILED"})
  void tellsByTheAnswerWhetherToWait(int status, SendResult.Kind kind) throws Exception {
    this.status = status;

    assertThat(sender.post(at("/"), SECRET, "C1|1", "{}").kind()).isEqualTo(kind);
  }

  @Test
  void waitsForWhoCannotBeReached() throws Exception {
    URI away = at("/");
    receiver.stop(0);

    assertThat(sender.post(away, SECRET, "C1|1", "{}").kind()).isEqualTo(SendResult.Kind.AWAY);
  }

  @Test
  void failsAlone_whereItsIdCanBeNoHeader() throws Exception {
    assertThat(sender.post(at("/"), SECRET, "C\n1", "{}").kind()).isEqualTo(SendResult.Kind.FAILED);
    assertThat(taken).isEmpty();
  }

  @Test
  void waitsForNoAnswerThatDoesNotEnd() {
    HttpRequest call = HttpRequest.newBuilder(at("/endless")).build();

    assertThatThrownBy(
            () -> WebhookSender.status(HttpClient.newHttpClient(), call, Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example.org/in, whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3, ",
    "'', '', ",
    "gateway.example.org, , barometer.some.url",
    "ftp://gateway.example.org, , barometer.some.url",
    "https:///in, , barometer.some.url",
    "https://gateway.example.org, whsec_no Base64!, barometer.some.secret"
  })
  void isSoundOnlyWhereItCanBePostedTo(
      String url, @Nullable String secret, @Nullable String wrong) {
    ThrowingCallable start =
        () -> new WebhookTarget(URI.create(url), secret).requireSound("barometer.some");

    if (wrong == null) {
      assertThatCode(start).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(start)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(wrong);
    }
  }
}
