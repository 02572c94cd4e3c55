package dev.barometer.reporting;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.comment;
import static dev.barometer.reporting.FactFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.token.TokenHash;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers see it, with records handed to its functions instead of a broker. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=reporting-service",
      "barometer.api-token=" + ApiTest.TOKEN,
      "spring.autoconfigure.exclude=dev.barometer.starter.token.TokenConfiguration,"
          + "dev.barometer.starter.topic.TopicConfiguration,"
          + "org.springframework.cloud.stream.config.BindingServiceConfiguration,"
          + "org.springframework.cloud.stream.function.FunctionConfiguration",
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  static final String TOKEN = "a-token-for-tests-only-0123456789";
  private static final String START_SECRET = "the-secret-of-this-start";

  private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.inMemory();
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");
  private static final Instant MARCH = Instant.parse("2016-03-05T10:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Stands for what is read from the broker. */
  @TestConfiguration
  static class Directory {
    @Bean
    TokenDirectory tokenDirectory() {
      return new TokenDirectory();
    }
  }

  @LocalServerPort private int port;
  @Autowired private Consumer<Message<List<byte[]>>> projectTallies;
  @Autowired private Consumer<Message<List<byte[]>>> projectScores;
  @Autowired private Consumer<Message<List<byte[]>>> projectTickets;
  @Autowired private Consumer<Message<List<byte[]>>> projectResponses;

  private final HttpClient http = HttpClient.newHttpClient();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("barometer.reporting.start-link.hash", () -> TokenHash.of(START_SECRET));
    properties.add("spring.mongodb.uri", DATABASE::uri);
  }

  @BeforeAll
  void tell() {
    Tallies march = new Tallies();
    for (int i = 0; i < 100; i++) {
      int point = i < 50 ? 10 : i < 80 ? 8 : 3;
      PointClass pointClass =
          i < 50 ? PointClass.POSITIVE : i < 80 ? PointClass.NEUTRAL : PointClass.NEGATIVE;
      march.add(Observation.choice("nps", "0-10", point, pointClass, MARCH));
      march.add(Observation.volume("tickets-closed", MARCH));
      march.add(Observation.duration("art", Duration.ofMinutes(1 + i), MARCH));
    }
    Tallies all = march.copy().add(Observation.volume("tickets-opened", MARCH));
    Bucket day = Bucket.Day.of(MARCH, ZoneOffset.UTC);
    read(
        projectTallies,
        Topics.TALLIES,
        List.of(
            ScopeTallies.of(Scope.ALL, day, all),
            ScopeTallies.of(TEAM, day, march),
            ScopeTallies.of(Scope.of(Dimension.SERVICE, "Email"), day, march)),
        tallies -> ScopeTallies.key(tallies.scope(), tallies.bucket()));
    read(
        projectScores,
        Topics.SCORES,
        List.of(
            new ScopeScores(
                "all",
                MONDAY,
                Map.of(
                    "30d",
                    List.of(
                        new ScopeScores.Rolling(
                            "nps", null, "ok", 100, 30.0, 14.05, 44.2, null, null))),
                List.of("team+agent", "service+team"))),
        ScopeScores::scope);
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tickets.add(ticket("INC%02d".formatted(i), 1, "closed"));
    }
    tickets.add(ticket("INC99", 1, "open", "=HYPERLINK(\"x\")", "Group 70"));
    read(projectTickets, Topics.TICKETS, tickets, Ticket::id);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aScoreHasTheShapeOfTheContract() {
    JsonNode score = get("/api/scores/nps?scope=team:Group%2056&from=2016-01-01&to=2018-01-01");

    assertThat(score.toString())
        .startsWith(
            "{\"metric\":\"nps\",\"scope\":\"team:Group 56\",\"from\":\"2016-01-01T00:00:00Z\","
                + "\"to\":\"2018-01-01T00:00:00Z\",\"value\":30.0,\"n\":100,"
                + "\"interval\":{\"level\":0.95,\"low\":14.05")
        .endsWith(
            "\"method\":\"adjusted-wald\"},"
                + "\"counts\":{\"positive\":50,\"neutral\":30,\"negative\":20},\"status\":\"ok\","
                + "\"asOf\":\"1970-01-01T00:00:00Z\",\"complete\":false}");
  }

  @Test
  void aDurationHasQuantiles_andNoCounts() {
    JsonNode score = get("/api/scores/art?from=2016-01-01&to=2018-01-01");

    assertThat(score.get("value").doubleValue()).isEqualTo(3030.0);
    assertThat(score.get("p50").doubleValue()).isBetween(2970.0, 3060.0);
    assertThat(score.has("p90")).isTrue();
    assertThat(score.has("counts")).isFalse();
    assertThat(score.has("change")).isFalse();
  }

  @Test
  void withoutDataTheNumbersAreNull() {
    JsonNode score = get("/api/scores/nps?from=2015-01-01&to=2016-01-01");

    assertThat(score.get("value").isNull()).isTrue();
    assertThat(score.get("interval").isNull()).isTrue();
    assertThat(score.get("n").intValue()).isZero();
    assertThat(score.get("status").stringValue()).isEqualTo("no-data");
  }

  @Test
  void aComparisonWithoutDataIsAnsweredWithoutAChange() {
    JsonNode score = get("/api/scores/nps?from=2016-01-01&to=2018-01-01&compareTo=previous");

    assertThat(score.get("value").doubleValue()).isEqualTo(30.0);
    assertThat(score.has("change")).isFalse();
  }

  @Test
  void aSeriesHasPoints() {
    JsonNode series =
        get("/api/scores/tickets-closed/series?from=2016-03-01&to=2016-03-11&interval=day");

    assertThat(series.get("interval").stringValue()).isEqualTo("day");
    assertThat(series.get("points").size()).isEqualTo(10);
    assertThat(series.get("points").get(4).get("value").doubleValue()).isEqualTo(100.0);
    assertThat(series.get("points").get(5).get("status").stringValue()).isEqualTo("no-data");
  }

  @Test
  void aBreakdownHasItems() {
    JsonNode breakdown =
        get("/api/scores/tickets-closed/breakdown?by=team&from=2016-01-01&to=2018-01-01");

    assertThat(breakdown.get("by").stringValue()).isEqualTo("team");
    assertThat(breakdown.get("items").size()).isEqualTo(1);
    assertThat(breakdown.get("items").get(0).get("value").stringValue()).isEqualTo("Group 56");
    assertThat(breakdown.get("items").get(0).get("score").get("n").intValue()).isEqualTo(100);
    assertThat(breakdown.get("items").get(0).has("rest")).isFalse();
  }

  @Test
  void aBreakdownNamesWhatBelongsToNobody() {
    JsonNode items =
        get("/api/scores/tickets-opened/breakdown?by=team&from=2016-01-01&to=2018-01-01")
            .get("items");

    assertThat(items.size()).isEqualTo(1);
    assertThat(items.get(0).get("value").isNull()).isTrue();
    assertThat(items.get(0).get("rest").booleanValue()).isTrue();
    assertThat(items.get(0).get("score").get("n").intValue()).isEqualTo(1);
  }

  @Test
  void manyScoresComeInOneAnswer_eachAsAlone() {
    String period = "from=2016-01-01&to=2018-01-01";
    JsonNode scores =
        get(
            "/api/scores?metric=nps&metric=art&scope=all&scope=team:Group%2056"
                + "&scope=service:Email,team:Group%2056&"
                + period);

    assertThat(scores.get("items").valueStream().map(item -> item.get("metric").stringValue()))
        .containsExactly("nps", "nps", "nps", "art", "art", "art");
    assertThat(scores.get("items").get(1))
        .isEqualTo(get("/api/scores/nps?scope=team:Group%2056&" + period));
    assertThat(scores.get("items").get(2).get("scope").stringValue())
        .isEqualTo("service:Email,team:Group 56");
    assertThat(scores.get("items").get(2).get("status").stringValue()).isEqualTo("no-data");
    assertThat(scores.get("items").get(3)).isEqualTo(get("/api/scores/art?" + period));
    assertThat(scores.get("asOf").stringValue()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(scores.get("complete").booleanValue()).isFalse();
  }

  @Test
  void aScopeWithACommaIsOneScope_whenItIsGivenOnce() {
    JsonNode scores = get("/api/scores?metric=nps&scope=service:Email,team:Group%2056");

    assertThat(scores.get("items").size()).isEqualTo(1);
    assertThat(scores.get("items").get(0).get("scope").stringValue())
        .isEqualTo("service:Email,team:Group 56");
  }

  @Test
  void manyScoresAreRefusedByName_asOneIs() {
    String many =
        IntStream.range(0, 101).mapToObj(i -> "&scope=team:" + i).collect(Collectors.joining());

    assertThat(answer("/api/scores").statusCode()).isEqualTo(400);
    assertThat(refusedParameter("/api/scores?metric=nps&scope=mood:bad")).isEqualTo("scope");
    assertThat(refusedParameter("/api/scores?metric=nps&scope=service:Email,agent:Ada"))
        .isEqualTo("scope");
    assertThat(refusedParameter("/api/scores?metric=nps&metric=art" + many)).isEqualTo("scope");
    assertThat(get("/api/scores?metric=nps&metric=nps" + many).get("items").size()).isEqualTo(101);
    assertThat(answer("/api/scores?metric=nps&scopes=all").statusCode()).isEqualTo(400);
    assertThat(answer("/api/scores?metric=nps&from=2016-01-01&from=2017-01-01").statusCode())
        .isEqualTo(400);
  }

  @Test
  void scoresComeAsCsv_withEmptyCellsForWhatIsNotThere() {
    String asked =
        "/api/scores?metric=nps&metric=art&scope=team:Group%2056&from=2016-01-01&to=2018-01-01";
    HttpResponse<String> accepting = send(request(asked).header("Accept", "text/csv"));
    String series =
        answer("/api/scores/nps/series?from=2016-03-01&to=2016-03-11&format=csv").body();
    String breakdown =
        answer(
                "/api/scores/tickets-opened/breakdown?by=team&from=2016-01-01&to=2018-01-01&format=csv")
            .body();

    assertThat(accepting.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(accepting.body()).isEqualTo(answer(asked + "&format=csv").body());
    assertThat(accepting.body())
        .startsWith("\uFEFFmetric,variant,scope,from,to,value,n,low,high,level,positive,")
        .contains("nps,,team:Group 56,2016-01-01T00:00:00Z,2018-01-01T00:00:00Z,30.0,100,14.05")
        .contains(",0.95,50,30,20,,,,,,,ok,1970-01-01T00:00:00Z,false");
    assertThat(accepting.body().lines()).hasSize(3);
    assertThat(series.lines()).hasSize(11);
    assertThat(series).contains("no-data");
    assertThat(breakdown.lines()).hasSize(2);
    assertThat(breakdown)
        .startsWith("\uFEFFgroup,rest,metric")
        .contains(",true,tickets-opened,,all,");
  }

  @Test
  void anAnswerThatIsTheSameIsNotSentAgain() {
    for (String path :
        List.of(
            "/api/metrics",
            "/api/scopes?dimension=team",
            "/api/scores?metric=nps&from=2016-01-01&to=2018-01-01",
            "/api/scores/nps?from=2016-01-01&to=2018-01-01",
            "/api/scores/nps/series?from=2016-01-01&to=2018-01-01&interval=month",
            "/api/scores/nps/breakdown?by=team&from=2016-01-01&to=2018-01-01",
            "/api/tickets?limit=1")) {
      HttpResponse<String> first = answer(path);
      String tag = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = send(request(path).header("If-None-Match", tag));
      HttpResponse<String> other = send(request(path).header("If-None-Match", "W/\"other\""));

      assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
      assertThat(first.headers().allValues("Vary").toString()).contains("Accept-Language");
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).hasValue(tag);
      assertThat(again.headers().firstValue("As-Of"))
          .isEqualTo(first.headers().firstValue("As-Of"));
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(first.body());
    }
    assertThat(answer("/api/comments").headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");
  }

  @Test
  void aTagIsNoCredential() throws IOException, InterruptedException {
    String tag = answer("/api/metrics").headers().firstValue("ETag").orElseThrow();
    HttpRequest stranger =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/metrics"))
            .header("If-None-Match", tag)
            .build();

    assertThat(http.send(stranger, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void metricsAreToldInTheReadersLanguage() {
    JsonNode english = get("/api/metrics").get("items");
    JsonNode korean =
        JSON.readTree(
                send(request("/api/metrics").header("Accept-Language", "ko-KR, en;q=0.5")).body())
            .get("items");

    assertThat(english.size()).isEqualTo(Metrics.all().size());
    assertThat(english.get(0).toString())
        .isEqualTo(
            "{\"metric\":\"nps\",\"name\":\"Net Promoter Score (NPS)\",\"unit\":\"points\","
                + "\"lowest\":-100,\"highest\":100,\"higherIsBetter\":true,\"opinion\":true,"
                + "\"minimumN\":5,\"interval\":\"adjusted-wald\",\"scales\":["
                + "{\"scale\":\"0-10\",\"lowest\":0,\"highest\":10,\"higherIsBetter\":true},"
                + "{\"scale\":\"1-10\",\"lowest\":1,\"highest\":10,\"higherIsBetter\":true}],"
                + "\"variants\":[],\"dimensions\":[\"service\",\"team\",\"agent\",\"channel\","
                + "\"priority\",\"category\",\"organization\",\"location\",\"survey\",\"campaign\"],\"windows\":[\"24h\",\"7d\",\"30d\",\"90d\"],\"formula\":\"100"
                + " × (positive − negative) / n\",\"source\":\"Reichheld: The One Number You Need"
                + " to Grow, Harvard Business Review 81, 2003\"}");
    assertThat(korean.get(0).get("name").stringValue()).isEqualTo("순추천지수(NPS)");
    assertThat(korean.get(0).get("formula").stringValue()).isEqualTo("100 × (긍정 − 부정) / n");
  }

  @Test
  void scopesAreFoundByAPartOfTheirValue() {
    assertThat(get("/api/scopes?dimension=team").get("items").toString())
        .isEqualTo("[{\"scope\":\"team:Group 56\",\"value\":\"Group 56\"}]");
    assertThat(get("/api/scopes?dimension=team&q=gROUP").get("items").size()).isEqualTo(1);
    assertThat(get("/api/scopes?dimension=team&q=70").get("items").size()).isZero();
    assertThat(get("/api/scopes?dimension=agent").get("items").size()).isZero();
    assertThat(answer("/api/scopes").statusCode()).isEqualTo(400);
    assertThat(refusedParameter("/api/scopes?dimension=team&limit=101")).isEqualTo("limit");
    assertThat(refusedParameter("/api/scopes?dimension=team&cursor=!")).isEqualTo("cursor");
    assertThat(refusedParameter("/api/scopes?dimension=team&cursor=c2VydmljZTpB"))
        .isEqualTo("cursor");
  }

  @Test
  void anUnknownMetricIsNotFound() {
    HttpResponse<String> answer = answer("/api/scores/gut-feeling");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("gut-feeling");
  }

  @Test
  void whatCannotBeMeantIsRefusedByName() {
    assertThat(refusedParameter("/api/scores/nps?scope=group:A")).isEqualTo("scope");
    assertThat(refusedParameter("/api/scores/nps?from=2018-01-01&to=2016-01-01")).isEqualTo("from");
    assertThat(refusedParameter("/api/scores/nps?from=1980-01-01&to=2016-01-01")).isEqualTo("from");
    assertThat(refusedParameter("/api/scores/nps?to=soon")).isEqualTo("to");
    assertThat(refusedParameter("/api/scores/nps?compareTo=soon")).isEqualTo("compareTo");
    assertThat(refusedParameter("/api/scores/nps/series?interval=year")).isEqualTo("interval");
    assertThat(refusedParameter("/api/scores/nps/breakdown?by=mood")).isEqualTo("by");
    assertThat(refusedParameter("/api/scores/nps/breakdown?by=team,team")).isEqualTo("by");
    assertThat(refusedParameter("/api/scores/nps/breakdown?by=team,agent,service")).isEqualTo("by");
    assertThat(refusedParameter("/api/scores/nps/breakdown?by=team&limit=0")).isEqualTo("limit");
    assertThat(refusedParameter("/api/tickets?limit=1001")).isEqualTo("limit");
    assertThat(refusedParameter("/api/tickets?cursor=!")).isEqualTo("cursor");
    assertThat(refusedParameter("/api/comments?cursor=bm8")).isEqualTo("cursor");
  }

  @Test
  void aPairThatIsNotKeptIsRefused_andThoseThatAreAreNamed() {
    for (String path :
        List.of(
            "/api/scores/art?scope=service:Email,agent:Ada",
            "/api/scores/art/series?scope=service:Email,agent:Ada")) {
      assertThat(refusedParameter(path)).as(path).isEqualTo("scope");
      assertThat(answer(path).body()).contains("(team+agent, service+team), not service+agent");
    }
    assertThat(refusedParameter("/api/scores/art/breakdown?by=agent&scope=service:Email"))
        .isEqualTo("by");
    assertThat(refusedParameter("/api/scores/art/breakdown?by=team,priority")).isEqualTo("by");
    assertThat(get("/api/scores/art?scope=team:A,service:Email").get("status").stringValue())
        .isEqualTo("no-data");
    assertThat(get("/api/scores/art/breakdown?by=team&scope=service:Email").get("items").size())
        .isZero();
  }

  @Test
  void aVariantThatDoesNotFitIsRefused_andThoseThatDoAreNamed() {
    for (String call : List.of("", "/series", "/breakdown")) {
      String by = call.equals("/breakdown") ? "&by=team" : "";
      assertThat(refusedParameter("/api/scores/nps" + call + "?variant=excludeNeutral" + by))
          .isEqualTo("variant");
      String refused = "/api/scores/csat" + call + "?variant=percent" + by;
      assertThat(refusedParameter(refused)).isEqualTo("variant");
      assertThat(answer(refused).body()).contains("excludeNeutral");
      assertThat(answer("/api/scores/csat" + call + "?variant=excludeNeutral" + by).statusCode())
          .isEqualTo(200);
    }
    assertThat(get("/api/scores/ces?variant=percent").get("variant").stringValue())
        .isEqualTo("percent");
  }

  @Test
  void ticketsComeInPages() {
    JsonNode first = get("/api/tickets?limit=10");
    JsonNode second = get("/api/tickets?limit=10&cursor=" + first.get("next").stringValue());

    assertThat(first.get("items").size()).isEqualTo(10);
    assertThat(first.get("items").get(0).get("ticketId").stringValue()).isEqualTo("INC00");
    assertThat(first.get("items").get(0).get("openedAt").stringValue())
        .isEqualTo("2026-11-16T09:00:00Z");
    assertThat(second.get("items").size()).isEqualTo(3);
    assertThat(second.has("next")).isFalse();
    assertThat(get("/api/tickets?status=open").get("items").size()).isEqualTo(1);
  }

  @Test
  void ticketsComeAsCsv_safeForSpreadsheets() {
    HttpResponse<String> accepting =
        send(request("/api/tickets?team=Group%2070").header("Accept", "text/csv"));
    HttpResponse<String> asking = answer("/api/tickets?team=Group%2070&format=csv");

    assertThat(accepting.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    // The mark tells spreadsheets that it is UTF-8.
    assertThat(accepting.body())
        .startsWith("\uFEFFticketId,status,type,subject,openedAt,")
        .contains("INC99,open,incident,\"'=HYPERLINK(\"\"x\"\")\",2026-11-16T09:00:00Z,");
    assertThat(asking.body()).isEqualTo(accepting.body());
  }

  @Test
  void csvComesInPagesToo_whenALimitIsGiven() {
    String cursor = get("/api/tickets?limit=11").get("next").stringValue();

    String one = answer("/api/tickets?format=csv&limit=1").body();
    String rest = answer("/api/tickets?format=csv&cursor=" + cursor).body();

    assertThat(one.lines()).hasSize(2);
    assertThat(one).contains("INC00");
    assertThat(rest.lines()).hasSize(3);
    assertThat(rest).contains("INC11", "INC99").doesNotContain("INC10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json, text/csv;q=0.1             | application/json",
        "text/csv;q=0.5, application/json             | application/json",
        "text/csv, application/json                   | application/json",
        "*/*                                          | application/json",
        "text/html, */*;q=0.8                         | application/json",
        "application/*                                | application/json",
        "text/csv, application/json;q=0.9             | text/csv",
        "text/*;q=0.2, */*;q=0.1                      | text/csv",
        "application/json;q=0, text/csv;q=0.1         | text/csv",
      })
  void ticketsComeAsTheyAreMostWelcome(String accept, String type) {
    for (String method : List.of("GET", "HEAD")) {
      HttpResponse<String> answer =
          send(
              request("/api/tickets?limit=1")
                  .header("Accept", accept)
                  .method(method, HttpRequest.BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
      assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/tickets    | application/xml",
        "/api/tickets    | application/json;q=0",
        "/api/tickets    | text/html, image/png",
        "/api/scores/nps | text/csv",
        "/api/stream     | application/json",
      })
  void whatIsNotThereInAnAcceptedFormIsRefused(String path, String accept) {
    HttpResponse<String> answer = send(request(path).header("Accept", accept));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(406);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/tickets?status=Closed | open, resolved, closed",
        "/api/tickets?status=done | open, resolved, closed",
        "/api/tickets?status= | open, resolved, closed",
        "/api/tickets?format=xml | json, csv",
        "/api/tickets?limit=abc | a whole number",
        "/api/tickets?limit=0&format=csv | between 1 and 1000",
        "/api/comments?limit=1e2 | a whole number",
        "/api/audit?act=token.Issued | token.issued",
        "/api/dead-letters?kind=Conflict | broken-contract, conflict",
        "/api/dead-letters?state=closed | open, sent-back or discarded",
        "/api/scores/nps/series?interval=Day | hour, day, week or month",
        "/api/scores?metric=gut-feeling | must be one of nps, csat",
        "/api/scopes?dimension=mood | must be one of service, team",
      })
  void whatIsNoValueOfAFilterIsRefused_withThoseThatAre(String row) {
    String[] asked = row.split(" \\| ");
    HttpResponse<String> answer = answer(asked[0]);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode error = JSON.readTree(answer.body()).get("errors").get(0);
    assertThat(asked[0]).contains("?" + error.get("field").stringValue() + "=");
    assertThat(error.get("rule").stringValue()).contains(asked[1]);
  }

  @Test
  void everyActThatIsWrittenDownCanBeAskedFor() {
    for (String act :
        List.of(
            "token.issued",
            "token.braked",
            "sign-in.failed",
            "import.started",
            "response.withdrawn",
            "dead-letter.discarded",
            "dead-letters.sent-back")) {
      assertThat(get("/api/audit?act=" + act).get("items").size()).isZero();
    }
  }

  @Test
  void whoAsksForTheHeadersOfTheStreamTakesNoPlace() {
    for (int i = 0; i < 30; i++) {
      HttpResponse<String> head =
          send(request("/api/stream").method("HEAD", HttpRequest.BodyPublishers.noBody()));

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
    }
  }

  @Test
  void tooFewCommentsAreNotShown() {
    JsonNode page = get("/api/comments?scope=team:Group%2070");

    assertThat(page.get("status").stringValue()).isEqualTo("not-enough-data");
    assertThat(page.get("items").size()).isZero();
  }

  @Test
  void listenersAreToldWhatChanged() {
    Lines lines = new Lines();
    CompletableFuture<HttpResponse<Void>> stream =
        http.sendAsync(
            request("/api/stream").header("Last-Event-ID", "unknown").build(),
            HttpResponse.BodyHandlers.fromLineSubscriber(lines));
    await().atMost(Duration.ofSeconds(20)).until(() -> lines.contains("event:complaints"));
    lines.clear();

    read(projectResponses, Topics.RESPONSES, List.of(comment("r1", 1, "Fast")), Response::id);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lines.contains("event:comments") && lines.contains("\"changes\":1"));
    assertThat(lines.contains("id:")).isTrue();
    // There is no broker to ask here, and that is what it says.
    assertThat(lines.contains("\"asOf\":\"1970-01-01T00:00:00Z\",\"complete\":false")).isTrue();
    assertThat(lines.contains("\"state\":\"starting\"")).isTrue();
    stream.cancel(true);
  }

  /** The lines of a stream so far. */
  private static final class Lines implements Flow.Subscriber<String> {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    boolean contains(String text) {
      return lines.stream().anyMatch(line -> line.contains(text));
    }

    void clear() {
      lines.clear();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
    }

    @Override
    public void onError(Throwable closed) {
      lines.add("error: " + closed);
    }

    @Override
    public void onComplete() {
      lines.add("complete");
    }
  }

  @Test
  void nothingIsToldToStrangers() throws IOException, InterruptedException {
    for (String path :
        List.of(
            "/api/scores/nps",
            "/api/scores?metric=nps",
            "/api/metrics",
            "/api/scopes?dimension=team",
            "/api/tickets",
            "/api/comments",
            "/api/stream",
            "/v3/api-docs")) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void everyAnswerSaysHowOldItIs() {
    for (String path :
        List.of(
            "/api/scores/nps?from=2016-03-01&to=2016-04-01",
            "/api/scores/nps/series?from=2016-03-01&to=2016-04-01",
            "/api/scores/nps/breakdown?by=team&from=2016-03-01&to=2016-04-01")) {
      JsonNode answer = get(path);
      assertThat(answer.get("asOf").asString()).as(path).isEqualTo("1970-01-01T00:00:00Z");
      assertThat(answer.get("complete").asBoolean(true)).as(path).isFalse();
    }
    JsonNode schemas = get("/v3/api-docs").at("/components/schemas");
    for (String view : List.of("ScoreView", "SeriesView", "BreakdownView")) {
      assertThat(schemas.at("/" + view + "/properties/asOf/format").asString())
          .as(view)
          .isEqualTo("date-time");
      assertThat(schemas.at("/" + view + "/properties/complete/type").asString())
          .as(view)
          .isEqualTo("boolean");
    }
  }

  @Test
  void operatingDataComesAsJsonAndAsCsv_andStaysTheSameWhenItComesAgain() {
    String csv =
        "source,system,measure,unit,at,value\nprobe,Mail,availability,percent,2016-03-02,99.5\n";
    String json =
        """
        {"source":"probe","series":[{"system":"Mail","measure":"availability","unit":"percent",
         "points":[{"at":"2016-03-01","value":98}]}]}
        """;

    assertThat(sendOperatingData("application/json", json).body()).contains("\"added\":1");
    assertThat(sendOperatingData("application/json", json).body()).contains("\"unchanged\":1");
    assertThat(sendOperatingData("text/csv", csv).body()).contains("\"added\":1");
    HttpResponse<String> refused =
        sendOperatingData("application/json", json.replace("percent", "hours"));

    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode points =
        get("/api/operating-data?system=Mail&measure=availability&from=2016-03-01&to=2016-04-01")
            .get("items");
    assertThat(points).hasSize(2);
    assertThat(points.get(0).get("at").stringValue()).isEqualTo("2016-03-01");
    assertThat(points.get(1).get("value").doubleValue()).isEqualTo(99.5);
    JsonNode series = get("/api/operating-data/series").get("items");
    assertThat(series).hasSize(1);
    assertThat(series.get(0).get("last").stringValue()).isEqualTo("2016-03-02");
    assertThat(answer("/api/operating-data?system=Chat&measure=usage").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> sendOperatingData(String type, String body) {
    return send(
        request("/api/operating-data")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void theApiDocumentNamesEveryCall() {
    JsonNode document = get("/v3/api-docs");

    List<String> paths = new ArrayList<>(document.get("paths").propertyNames());
    assertThat(paths)
        .containsExactlyInAnyOrder(
            "/api/actions",
            "/api/actions/{id}",
            "/api/actions/{id}/{move}",
            "/api/metrics",
            "/api/scopes",
            "/api/scores",
            "/api/scores/{metric}",
            "/api/scores/{metric}/series",
            "/api/scores/{metric}/breakdown",
            "/api/tickets",
            "/api/comments",
            "/api/stream",
            "/api/staff",
            "/api/staff/{id}",
            "/api/staff/{id}/invitation",
            "/api/staff/{id}/sign-out",
            "/api/tokens",
            "/api/tokens/{id}",
            "/api/operating-data",
            "/api/operating-data/series",
            "/api/audit",
            "/api/dead-letters",
            "/api/dead-letters/summary",
            "/api/dead-letters/send-back",
            "/api/dead-letters/{id}",
            "/api/dead-letters/{id}/send-back",
            "/api/dead-letters/{id}/discard",
            "/api/reports",
            "/api/reports/{id}",
            "/api/reports/{id}.pdf",
            "/api/reports/{id}/sections/{section}",
            "/api/reports/{id}/submit",
            "/api/reports/{id}/return",
            "/api/reports/{id}/approve",
            "/api/reports/{id}/publish",
            "/api/reports/{id}/editions",
            "/api/reports/{id}/verify",
            "/api/report-strategies",
            "/api/report-strategies/{id}",
            "/api/report-strategies/{id}/versions",
            "/api/targets",
            "/api/targets/{metric}",
            "/api/targets/{metric}/versions");
    for (String path : paths) {
      for (JsonNode call : document.get("paths").get(path)) {
        assertThat(call.path("summary").stringValue("")).as(path).isNotBlank();
      }
    }
  }

  @Test
  void theLinkOfTheStartSignsInOnce_byAButton() {
    var browser = new CookieManager();
    HttpRequest.Builder other = page("/start/another-secret", "en");
    HttpResponse<String> opened = send(browser, page("/start/" + START_SECRET, "en"));
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.body())
        .contains("<button type=\"submit\" class=\"primary\" autofocus>Sign in<");
    assertThat(opened.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("BAROMETER_SESSION="));
    assertThat(send(browser, page("/start/" + START_SECRET, "ko")).body()).contains("관리자로 로그인");
    assertThat(send(browser, page("/start/" + START_SECRET, "zh-CN")).body()).contains("只能使用这一次");
    assertThat(send(browser, other).statusCode()).isEqualTo(410);
    assertThat(send(browser, page("/dashboard", "en")).statusCode()).isEqualTo(302);

    assertThat(press(browser, START_SECRET, "_csrf=none").statusCode()).isEqualTo(403);
    String csrf = csrf(opened.body());
    assertThat(press(browser, "another-secret", csrf).statusCode()).isEqualTo(410);
    HttpResponse<String> signedIn = press(browser, START_SECRET, csrf);
    HttpResponse<String> again = press(browser, START_SECRET, csrf);

    assertThat(signedIn.headers().firstValue("Location")).contains("/");
    assertThat(send(browser, page("/dashboard", "en")).statusCode()).isEqualTo(200);
    assertThat(send(browser, page("/administration/tokens", "en")).statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(send(new CookieManager(), page("/start/" + START_SECRET, "en")).statusCode())
        .isEqualTo(410);
  }

  private static String csrf(String page) {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).isTrue();
    return "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
  }

  private HttpResponse<String> press(CookieManager browser, String secret, String form) {
    return send(
        browser,
        page("/start/" + secret, "en")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder page(String path, String language) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Accept-Language", language);
  }

  private static HttpResponse<String> send(CookieManager browser, HttpRequest.Builder request) {
    try {
      return HttpClient.newBuilder()
          .cookieHandler(browser)
          .build()
          .send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = answer(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private String refusedParameter(String path) {
    HttpResponse<String> answer = answer(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(422);
    return JSON.readTree(answer.body()).get("errors").get(0).get("field").stringValue();
  }

  private HttpResponse<String> answer(String path) {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Hands facts to a function as its binding would. */
  private static <T> void read(
      Consumer<Message<List<byte[]>>> function,
      String topic,
      List<T> facts,
      java.util.function.Function<T, String> key) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (T fact : facts) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("ce_sequence", "1".getBytes(StandardCharsets.UTF_8));
      byte[] value = FactJson.write(fact);
      records.add(
          new ConsumerRecord<>(
              topic,
              0,
              records.size(),
              MONDAY.toEpochMilli(),
              TimestampType.CREATE_TIME,
              0,
              value.length,
              key.apply(fact).getBytes(StandardCharsets.UTF_8),
              value,
              headers,
              java.util.Optional.empty()));
    }
    List<byte[]> payload = records.stream().map(ConsumerRecord::value).toList();
    function.accept(
        MessageBuilder.withPayload(payload).setHeader(KafkaHeaders.RAW_DATA, records).build());
  }
}
