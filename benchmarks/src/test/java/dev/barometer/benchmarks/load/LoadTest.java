package dev.barometer.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Pattern ID = Pattern.compile("\"responseId\":\"([^\"]+)\"");

  private final Queue<String> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(threads);
  }

  @AfterEach
  void stop() {
    service.stop(0);
    threads.shutdownNow();
  }

  @Test
  void tellsAcceptedFromRefused_andNoIdTwice() throws Exception {
    serve(
        exchange -> {
          boolean refused = calls.incrementAndGet() % 3 == 0;
          if (!refused) {
            taken.add(idIn(exchange));
          }
          answer(exchange, refused ? 429 : 201);
        });

    Outcome outcome = Load.run(plan(0, 300, 8, Duration.ofSeconds(30)));

    assertThat(outcome.statuses()).containsOnly(entry("201", 200L), entry("429", 100L));
    assertThat(taken).doesNotHaveDuplicates().hasSize(200);
    Requests requests = new Requests(plan(0, 1, 1, Duration.ZERO));
    assertThat(outcome.acknowledged().stream().map(requests::id))
        .containsExactlyInAnyOrderElementsOf(taken);
    assertThat(outcome.unknown()).isEmpty();
  }

  @Test
  void postsOneFormToEachLink_andTakesARedirectForItsAnswer() throws Exception {
    List<String> links = List.of("aaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbb");
    serve(
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          taken.add(exchange.getRequestURI() + " " + body.substring(body.lastIndexOf('&') + 1));
          answer(exchange, 302);
        });
    LoadPlan plan =
        new LoadPlan(
            service.getAddress(),
            "token",
            0,
            Duration.ofSeconds(30),
            links.size(),
            1,
            "test",
            "team",
            Instant.EPOCH,
            links);

    Outcome outcome = Load.run(plan);

    assertThat(taken)
        .containsExactly(
            "/s/" + links.get(0) + " q.recommend=1", "/s/" + links.get(1) + " q.recommend=2");
    assertThat(outcome.acknowledged()).containsExactly(1L, 2L);
    assertThat(new Requests(plan).id(2)).isEqualTo(links.get(1));
  }

  @Test
  void keepsItsRate() throws Exception {
    serve(exchange -> answer(exchange, 201));

    Outcome outcome = Load.run(plan(200, Requests.MOST, 8, Duration.ofSeconds(1)));

    assertThat(outcome.acknowledged().size() + outcome.unsent()).isBetween(199L, 200L);
  }

  @Test
  void countsTheWaitOfCallsThatWereDue_whileTheServiceStalled() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    serve(
        exchange -> {
          if (calls.incrementAndGet() == 1) {
            stalled.await(400, TimeUnit.MILLISECONDS);
          }
          answer(exchange, 201);
        });

    // One connection: what is due while the first call stalls can only be sent after it.
    Outcome outcome = Load.run(plan(100, 40, 1, Duration.ofSeconds(5)));

    assertThat(outcome.acknowledged()).hasSize(40);
    assertThat(outcome.latency(50)).isGreaterThan(100);
  }

  @Test
  void saysWhatWasLost_whenTheServiceClosesTheConnection() throws Exception {
    serve(HttpExchange::close);

    Outcome outcome = Load.run(plan(0, 5, 1, Duration.ofSeconds(5)));

    assertThat(outcome.statuses()).containsOnly(entry(Outcome.LOST, 5L));
    assertThat(outcome.unknown()).hasSize(5);
  }

  @Test
  void readsAnAnswer_whenAllOfItIsThere() {
    String chunked = "HTTP/1.1 201 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";

    for (int length = 0; length < chunked.length(); length++) {
      assertThat(Answer.read(chunked.getBytes(UTF_8), length)).isEmpty();
    }
    assertThat(Answer.read(chunked.getBytes(UTF_8), chunked.length()))
        .contains(new Answer(201, false));
  }

  @Test
  void loadsNoOtherMachine() {
    InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 80);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LoadPlan(elsewhere, "t", 1, Duration.ZERO, 1, 1, "p", "team", Instant.EPOCH))
        .withMessageContaining("only this machine");
  }

  private static java.util.Map.Entry<String, Long> entry(String status, long count) {
    return java.util.Map.entry(status, count);
  }

  private LoadPlan plan(double rate, long most, int connections, Duration duration) {
    return new LoadPlan(
        service.getAddress(),
        "token",
        rate,
        duration,
        most,
        connections,
        "test",
        "team",
        Instant.EPOCH);
  }

  private interface Served {
    void serve(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void serve(Served served) {
    service.createContext(
        "/",
        exchange -> {
          try {
            served.serve(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    service.start();
  }

  private static String idIn(HttpExchange exchange) throws IOException {
    Matcher id = ID.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    return id.find() ? id.group(1) : "";
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = "{}".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
