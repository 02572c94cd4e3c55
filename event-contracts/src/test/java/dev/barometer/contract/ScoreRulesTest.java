package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scoring-service publishes and what may stand on its topics, one thing changed at a time. */
class ScoreRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void theExamplesAreSound() {
    assertThat(tallies("", "")).isEmpty();
    assertThat(scores("", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "team:Group 56"   | "group:56"            | scope must be a scope like all or team:Group 56
          "team:Group 56"   | "team:Group \\u0000"  | scope must not contain control characters, but tabs and line breaks, or halves of characters
          h2026-11-22T10    | h2026-11-22T25        | bucket must be a bucket like h2026-11-22T10 or d2026-11-22
          h2026-11-22T10    | w2026-47              | bucket must be a bucket like h2026-11-22T10 or d2026-11-22
          "metric": "nps"   | "metric": "n p s"     | tallies[1].metric and scale must be visible ASCII characters
          "scale": "0-10"   | "scale": "é"          | tallies[1].metric and scale must be visible ASCII characters
          "metric": "nps", "scale": "0-10" | "metric": "art" | tallies[1].metric must not be told twice
          "412": 1          | "412": 0              | tallies[0].counts must be from 1 to 1000000000000
          "412": 1          | "412": -1             | tallies[0].counts must be from 1 to 1000000000000
          "412": 1          | "412": 9223372036854775807 | tallies[0].counts must be from 1 to 1000000000000
          "412": 1          | "-7": 1               | tallies[0].counts must have codes of the metric, not -7
          "412": 1          | "99999": 1            | tallies[0].counts must have codes of the metric, not 99999
          "metric": "art"   | "metric": "sla"       | tallies[0].counts must have codes of the metric, not 412
          "metric": "art"   | "metric": "mentions"  | tallies[0].counts must have codes of the metric, not 412
          36780000          | 9223372036854775807   | tallies[0].sum must be from -9007199254740991 to 9007199254740991
          36780000          | -9223372036854775808  | tallies[0].sum must be from -9007199254740991 to 9007199254740991
          """,
      quoteCharacter = '`')
  void namesWhatIsWrongWithTallies(String part, String instead, String violation) {
    assertThat(tallies(part, instead)).containsExactly(violation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          service:Email,team:Group 56 | nobody           | scope must be a scope like all or team:Group 56
          2026-11-22T10:00:00Z | +999999999-12-31T23:00:00Z | at must not be more than 5 minutes in the future
          2026-11-22T10:00:00Z | 1969-11-22T10:00:00Z | at must not be before 1970
          "30d"             | "30.d"                | windows must be named like 24h or 30d
          "30d"             | "$30d"                | windows must be named like 24h or 30d
          "metric": "art"   | "metric": ""          | windows.30d[0].metric and scale must be visible ASCII characters
          "status": "not-enough-data" | "status": "few" | windows.24h[0].status must be one of ok, not-enough-data, no-data
          "n": 4            | "n": -4               | windows.24h[0].n must be at least 0
          683698.0          | 1e400                 | windows.30d[0].value must be a number
          "service+team"    | "service"             | pairs must be pairs like service+team
          """,
      quoteCharacter = '`')
  void namesWhatIsWrongWithScores(String part, String instead, String violation) {
    assertThat(scores(part, instead)).containsExactly(violation);
  }

  @Test
  void theKeyIsTheRecordsOwn() {
    ScopeTallies tallies = new ScopeTallies("all", "d2026-11-22", List.of());

    assertThat(Rules.check(tallies, "all|d2026-11-22", NOW)).isEmpty();
    assertThat(Rules.check(tallies, "all|d2026-11-23", NOW))
        .containsExactly(new Violation("key", "must be all|d2026-11-22"));
  }

  @Test
  void anErasureNamesWhatIsErased() {
    assertThat(Rules.checkErasure(ScopeTallies.class, "team:A|B|d2026-11-22", NOW)).isEmpty();
    assertThat(Rules.checkErasure(ScopeTallies.class, "all", NOW)).hasSize(1);
    assertThat(Rules.checkErasure(ScopeTallies.class, "all|today", NOW)).hasSize(1);
    assertThat(Rules.checkErasure(ScopeScores.class, "team:A", NOW)).isEmpty();
    assertThat(Rules.checkErasure(ScopeScores.class, "", NOW)).hasSize(1);
    assertThat(Rules.checkErasure(Ticket.class, "INC1", NOW)).isEmpty();
    assertThat(Rules.checkErasure(Ticket.class, " ", NOW)).hasSize(1);
    assertThat(Rules.checkErasure(Ticket.class, "x".repeat(10_000), NOW)).hasSize(1);
  }

  private static List<String> tallies(String part, String instead) {
    ScopeTallies tallies = changed("scope-tallies.json", part, instead, ScopeTallies.class);
    return texts(Rules.check(tallies, ScopeTallies.key(tallies.scope(), tallies.bucket()), NOW));
  }

  private static List<String> scores(String part, String instead) {
    ScopeScores scores = changed("scope-scores.json", part, instead, ScopeScores.class);
    return texts(Rules.check(scores, scores.scope(), NOW));
  }

  private static <T> T changed(String example, String part, String instead, Class<T> type) {
    String json = text("examples/" + example);
    assertThat(json).contains(part);
    return ContractJson.read(json.replace(part, instead), type);
  }

  private static String text(String resource) {
    try (InputStream in = ScoreRulesTest.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(List<Violation> violations) {
    return violations.stream().map(Violation::toString).toList();
  }
}
