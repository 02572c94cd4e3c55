package dev.barometer.starter.web;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.starter.trial.HeldController;
import dev.barometer.starter.trial.TrialApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** How much is let in, and how it is refused when it is too much. */
class AdmissionTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int MOST_CALLS = 4;
  private static final int LONGEST_BODY = 4_096;

  private static ConfigurableApplicationContext service;
  private static HeldController calls;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startService() {
    Map<String, String> settings = new HashMap<>();
    settings.put("barometer.http.max-body", LONGEST_BODY + "B");
    settings.put("barometer.http.max-in-flight", Integer.toString(MOST_CALLS));
    settings.put("barometer.http.max-held", "10000B");
    settings.put("barometer.http.body-grace", "1s");
    settings.put("server.tomcat.connection-timeout", "2s");
    settings.put(
        "spring.autoconfigure.exclude",
        "dev.barometer.starter.access.AccessConfiguration,"
            + "dev.barometer.starter.token.TokenConfiguration,"
            + "dev.barometer.starter.topic.TopicConfiguration,"
            + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
            + "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration");
    settings.put("spring.cloud.stream.function.autodetect", "false");
    settings.put("management.health.binders.enabled", "false");
    service = TrialApplication.start(settings);
    calls = service.getBean(HeldController.class);
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @AfterEach
  void everyPlaceIsFreeAgain() {
    calls.answerAll();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(gauge("barometer.http.in-flight")).isZero();
              assertThat(gauge("barometer.http.held")).isZero();
            });
  }

  @Test
  void refusesAtOnce_whenTooManyCallsAreBeingHandled() throws Exception {
    double refused = refused("calls");
    List<CompletableFuture<HttpResponse<String>>> held = hold(MOST_CALLS, 10);

    HttpResponse<String> oneMore = send(post("/api/held", TrialApplication.TOKEN, body(10)));
    HttpResponse<String> nobody = send(post("/api/held", null, body(10)));

    assertThat(oneMore.statusCode()).isEqualTo(429);
    assertThat(oneMore.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 3L);
    assertThat(oneMore.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(oneMore.body()).contains("too many calls are being handled");
    assertThat(nobody.statusCode()).as("before it is asked who calls").isEqualTo(429);
    assertThat(refused("calls")).isEqualTo(refused + 2);

    calls.answerAll();
    for (CompletableFuture<HttpResponse<String>> one : held) {
      assertThat(one.get().body()).isEqualTo("10");
    }
    assertThat(send(post("/api/things", TrialApplication.TOKEN, thing("a"))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersHealthAndReads_whenNoPlaceIsFree() throws Exception {
    hold(MOST_CALLS, 10);

    assertThat(send(get("/actuator/health/readiness")).statusCode()).isEqualTo(200);
    assertThat(send(get("/api/things")).statusCode()).isEqualTo(200);
    assertThat(send(get("/s/token")).statusCode()).isEqualTo(200);
  }

  @Test
  void refuses_whenTooManyBytesAreHeld() throws Exception {
    double refused = refused("bytes");
    hold(2, 4_000);

    HttpResponse<String> told = send(post("/api/held", TrialApplication.TOKEN, body(4_000)));
    HttpResponse<String> untold =
        send(
            request("/api/held", TrialApplication.TOKEN)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body(4_000)))));

    assertThat(List.of(told.statusCode(), untold.statusCode())).containsOnly(429);
    assertThat(untold.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused("bytes")).isEqualTo(refused + 2);
  }

  @Test
  void readsWhatCameAsGzip() throws Exception {
    HttpResponse<String> answer = send(zipped("/api/things", zip(thing("ü".repeat(1_500)))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("ü".repeat(1_500));
  }

  @Test
  void refusesABodyThatInflatesTooFar() throws Exception {
    double refused = refused("too-large");
    byte[] bomb = zip(body(1 << 20));
    assertThat(bomb.length).isLessThan(LONGEST_BODY);

    HttpResponse<String> answer = send(zipped("/api/things", bomb));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body())
        .contains("\"field\":\"body\"", "at most 4096 bytes")
        .doesNotContain("aaaa");
    assertThat(refused("too-large")).isEqualTo(refused + 1);
  }

  @Test
  void refusesGzipThatIsNone_orEndsTooEarly() throws Exception {
    byte[] whole = zip(thing("a"));
    byte[] flipped = whole.clone();
    flipped[whole.length - 6] ^= 1;

    HttpResponse<String> cut = send(zipped("/api/things", Arrays.copyOf(whole, whole.length - 12)));
    HttpResponse<String> none = send(zipped("/api/things", thing("a")));
    HttpResponse<String> changed = send(zipped("/api/things", flipped));

    assertThat(List.of(cut.statusCode(), none.statusCode(), changed.statusCode()))
        .containsOnly(400);
    assertThat(cut.body()).contains("must be gzip", "ends too early");
    assertThat(none.body()).contains("must be gzip");
    assertThat(changed.body()).contains("must be gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, gzip", "none"})
  void refusesAnyOtherEncoding_andSaysWhichItTakes(String encoding) throws Exception {
    HttpResponse<String> answer =
        send(
            post("/api/things", TrialApplication.TOKEN, thing("a"))
                .header("Content-Encoding", encoding));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip");
    assertThat(answer.body()).contains("\"field\":\"Content-Encoding\"", "must be gzip");
  }

  @Test
  void saysWhichContentTypesItTakes() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/things", TrialApplication.TOKEN)
                .header("Content-Type", "application/pdf")
                .POST(BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept").orElseThrow()).contains("application/json");
    assertThat(answer.body())
        .contains("\"field\":\"Content-Type\"", "must be one of", "application/json");
  }

  @Test
  void asksForABody_whenThereIsNone() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/things", TrialApplication.TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"body\"", "is required");
  }

  @Test
  void refusesWhatIsNestedTooDeep() throws Exception {
    String deep = "{\"other\":" + "[".repeat(60) + "]".repeat(60) + "}";

    HttpResponse<String> answer =
        send(post("/api/things", TrialApplication.TOKEN, deep.getBytes(UTF_8)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("must not be nested deeper than 50");
  }

  @Test
  void refusesOtherFormsOfACharacter_plainAndZipped() throws Exception {
    byte[] overlong = thing("??" + "é".repeat(600));
    overlong[9] = (byte) 0xC0;
    overlong[10] = (byte) 0xAF;
    byte[] half = thing("é".repeat(600) + "??");
    half[half.length - 14] = (byte) 0xED;
    half[half.length - 13] = (byte) 0xA0;

    for (byte[] bytes : List.of(overlong, half, "{}".getBytes(UTF_16LE))) {
      for (HttpRequest.Builder request :
          List.of(
              post("/api/things", TrialApplication.TOKEN, bytes),
              post("/api/things", TrialApplication.TOKEN, zip(bytes))
                  .header("Content-Encoding", "gzip"))) {
        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("must be JSON in UTF-8");
      }
    }
  }

  @Test
  void refusesALongBodyWithAnAnswer_beforeItsSenderHasFinished() throws Exception {
    HttpResponse<String> answer =
        send(post("/api/things", TrialApplication.TOKEN, body(20_000_000)));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void isHeardByASender_whoReadsNothingBeforeAllIsSent() throws Exception {
    hold(2, 4_000);
    for (int length : new int[] {4_000, 8_000_000}) {
      try (Socket sender =
          connect("POST /api/held", "Connection: close", "Content-Length: " + length)) {
        sender.getOutputStream().write(body(length));

        assertThat(answer(sender))
            .startsWith(length > LONGEST_BODY ? "HTTP/1.1 413" : "HTTP/1.1 429");
      }
    }
    hold(2, 10);
    try (Socket sender =
        connect("POST /api/held", "Connection: close", "Content-Length: 8000000")) {
      sender.getOutputStream().write(body(8_000_000));

      assertThat(answer(sender)).startsWith("HTTP/1.1 429");
    }
  }

  @Test
  void givesUpASender_whoseBodyTrickles() throws Exception {
    double refused = refused("slow");
    try (Socket sender = connect("POST /api/things", "Content-Length: 4000")) {
      OutputStream out = sender.getOutputStream();
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                out.write('a');
                return sender.getInputStream().available() > 0;
              });

      assertThat(answer(sender)).startsWith("HTTP/1.1 408").contains("must arrive with at least");
    }
    assertThat(refused("slow")).isEqualTo(refused + 1);
  }

  @Test
  void givesUpASender_whoFallsSilent() throws Exception {
    try (Socket sender = connect("POST /api/things", "Content-Length: 4000")) {
      sender.getOutputStream().write('a');

      assertThat(answer(sender)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void refusesABodyThatDoesNotComeToItsEnd() throws Exception {
    try (Socket sender = connect("POST /api/things", "Content-Length: 4000")) {
      sender.getOutputStream().write('a');
      sender.shutdownOutput();

      assertThat(answer(sender)).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void refusesTooManyHeaders_withAProblem() throws Exception {
    String[] headers = new String[200];
    Arrays.setAll(headers, i -> "X-" + i + ": 1");

    try (Socket sender = connect("GET /api/things", headers)) {
      assertThat(answer(sender))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "too many");
    }
  }

  @Test
  void refusesTooLongHeaders_withAProblem() throws Exception {
    try (Socket sender = connect("GET /api/things", "X-Long: " + "a".repeat(20_000))) {
      assertThat(answer(sender)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  private List<CompletableFuture<HttpResponse<String>>> hold(int count, int length) {
    int before = calls.waiting();
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(
          client.sendAsync(
              post("/api/held", TrialApplication.TOKEN, body(length)).build(),
              BodyHandlers.ofString()));
    }
    await().atMost(LIMIT).until(() -> calls.waiting() == before + count);
    return held;
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) 'a');
    return body;
  }

  private static byte[] thing(String name) {
    return ("{\"name\":\"" + name + "\",\"size\":1}").getBytes(UTF_8);
  }

  private static byte[] zip(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    }
    return zipped.toByteArray();
  }

  private static double refused(String reason) {
    return meters().get("barometer.http.refused").tag("reason", reason).counter().count();
  }

  private static double gauge(String name) {
    return meters().get(name).gauge().value();
  }

  private static MeterRegistry meters() {
    return service.getBean(MeterRegistry.class);
  }

  private static HttpRequest.Builder zipped(String path, byte[] body) {
    return post(path, TrialApplication.TOKEN, body).header("Content-Encoding", "gzip");
  }

  private static HttpRequest.Builder post(String path, String token, byte[] body) {
    return request(path, token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder get(String path) {
    return request(path, TrialApplication.TOKEN).GET();
  }

  private static HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static int port() {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static Socket connect(String request, String... headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout((int) LIMIT.toMillis());
    String head =
        request
            + " HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Content-Type: application/json\r\n"
            + "Authorization: Bearer "
            + TrialApplication.TOKEN
            + "\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    return socket;
  }

  /** What comes until the service closes the connection. */
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
