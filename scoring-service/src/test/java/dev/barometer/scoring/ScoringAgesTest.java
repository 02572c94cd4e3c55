package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeScores.Rolling;
import dev.barometer.scoring.ScoringDriver.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hundred days in which nothing comes, hour by hour: every window holds what it must in each of
 * them, and what is written follows from what left.
 */
class ScoringAgesTest {
  private static final Logger log = LoggerFactory.getLogger(ScoringAgesTest.class);
  private static final int HOURS_KEPT = 100 * 24;
  private static final String TALLIES_LOG = "scoring-service-tallies-changelog";
  private static final String WINDOWS_LOG = "scoring-service-windows-changelog";
  private static final String CLOCK_LOG = "scoring-service-clock-changelog";

  /** The scores of a scope, its windows in the store's log, and the headers of both. */
  private static final long MOST_BYTES_OF_A_SCOPE = 12_000;

  private static final long MOST_BYTES_OF_A_BUCKET = 500;
  private static final long BYTES_OF_THE_CLOCK = 40;

  /** Their days start in the middle of an hour, or change their offset on the way. */
  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kolkata", "America/New_York"})
  void everyScoreAgesAtItsHour_andWhatIsWrittenFollowsFromWhatLeft(String zone) {
    List<Fact> facts = FactFixtures.randomHistory(new Random(4));
    for (int i = 0; i < 30; i++) {
      Instant at = FactFixtures.NOW.minus(Duration.ofMinutes(47 * i));
      facts.add(FactFixtures.responseWithNps("today" + i, 1, i % 11, at));
    }
    BatchScores batch = new BatchScores(facts, ZoneId.of(zone));
    Instant clock = FactFixtures.NOW.plusMillis(300);
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneId.of(zone))) {
      for (Fact fact : facts) {
        scoring.send(fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS, fact);
      }
      scoring.settle();
      scoring.written();
      Leaving leaving = new Leaving(batch.tallies(clock).keySet());
      assertThat(BatchScores.withData(scoring.scores())).isEqualTo(batch.rolling(clock));
      assertThat(batch.rolling(clock).values()).noneMatch(Map::isEmpty);

      long hoursWithout = 0;
      long scopesLeft = 0;
      Written all = Written.NOTHING;
      for (int hour = 0; hour < HOURS_KEPT; hour++) {
        clock = clock.plus(Duration.ofHours(1));
        scoring.pass(Duration.ofHours(1));

        Map<String, Written> written = scoring.written();
        int scopes = leaving.scopesAt(clock).size();
        int buckets = leaving.bucketsDroppedAt(clock);
        assertThat(written).as("at %s", clock).satisfies(w -> follows(w, scopes, buckets));
        if (scopes > 0) {
          assertThat(BatchScores.withData(scoring.scores())).isEqualTo(batch.rolling(clock));
          assertThat(withoutData(scoring.scores())).allMatch(ScoringAgesTest::saysSo);
        }
        hoursWithout += scopes + buckets == 0 ? 1 : 0;
        scopesLeft += scopes;
        all = written.values().stream().reduce(all, Written::plus);
      }

      assertThat(scoring.scores().values()).allSatisfy(ScoringAgesTest::hasNoData);
      assertThat(scoring.tallies()).isEqualTo(batch.tallies(clock));
      assertThat(scoring.tallies().keySet()).allMatch(key -> key.matches(".*\\|d[-0-9]+"));
      assertThat(hoursWithout).isGreaterThan(HOURS_KEPT / 2);
      log.info(
          "{}: nothing left in {} of {} hours; in the others {} scopes lost something; {} in all",
          zone,
          hoursWithout,
          HOURS_KEPT,
          scopesLeft,
          all);
    }
  }

  /** One record per scope and store, none where nothing left; only the clock goes on. */
  private static void follows(Map<String, Written> written, int scopes, int buckets) {
    Map<String, Long> records = new TreeMap<>();
    written.forEach((topic, what) -> records.put(topic, what.records()));
    Map<String, Long> expected = new TreeMap<>();
    expected.put(CLOCK_LOG, scopes + buckets == 0 ? 1L : 2L);
    if (scopes > 0) {
      expected.put(Topics.SCORES, (long) scopes);
      expected.put(WINDOWS_LOG, (long) scopes);
    }
    if (buckets > 0) {
      expected.put(Topics.TALLIES, (long) buckets);
      expected.put(TALLIES_LOG, (long) buckets);
    }
    assertThat(records).isEqualTo(expected);
    assertThat(written.values().stream().mapToLong(Written::bytes).sum())
        .isLessThanOrEqualTo(
            BYTES_OF_THE_CLOCK + scopes * MOST_BYTES_OF_A_SCOPE + buckets * MOST_BYTES_OF_A_BUCKET);
  }

  private static List<Rolling> withoutData(Map<String, ScopeScores> published) {
    return published.values().stream()
        .flatMap(scores -> scores.windows().values().stream())
        .flatMap(List::stream)
        .filter(score -> score.n() == 0)
        .toList();
  }

  private static boolean saysSo(Rolling score) {
    return score.status().equals("no-data") && score.value() == null && score.low() == null;
  }

  /** When the longest window has nothing, no metric is known any more. */
  private static void hasNoData(ScopeScores scores) {
    assertThat(scores.windows().keySet())
        .containsExactlyInAnyOrderElementsOf(BatchScores.WINDOWS.keySet());
    assertThat(scores.windows().values()).allMatch(List::isEmpty);
  }

  /** When the hours of the scopes leave, reckoned from the buckets alone. */
  private static final class Leaving {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHX");

    private final Map<Instant, Set<String>> scopesByHour = new HashMap<>();

    Leaving(Set<String> buckets) {
      for (String bucket : buckets) {
        int at = bucket.lastIndexOf('|');
        if (bucket.charAt(at + 1) == 'h') {
          Instant hour = HOUR.parse(bucket.substring(at + 2) + "Z", Instant::from);
          scopesByHour.computeIfAbsent(hour, none -> new HashSet<>()).add(bucket.substring(0, at));
        }
      }
    }

    Set<String> scopesAt(Instant clock) {
      Set<String> scopes = new HashSet<>();
      for (int hours : BatchScores.WINDOWS.values()) {
        scopes.addAll(at(clock, hours));
      }
      return scopes;
    }

    int bucketsDroppedAt(Instant clock) {
      return at(clock, HOURS_KEPT).size();
    }

    private Set<String> at(Instant clock, int hours) {
      Instant hour = clock.truncatedTo(ChronoUnit.HOURS);
      return scopesByHour.getOrDefault(hour.minus(Duration.ofHours(hours)), Set.of());
    }
  }
}
