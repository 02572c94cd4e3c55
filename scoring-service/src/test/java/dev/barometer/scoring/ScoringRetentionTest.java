package dev.barometer.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Days past their time are dropped, with what their entities said; all others stay right. */
class ScoringRetentionTest {
  private static final Duration KEPT = Duration.ofDays(110);
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));
  private static final Instant NOW = FactFixtures.NOW;

  /** {@code -Dbarometer.retention.runs=100} makes more of them. */
  @Test
  void theDaysThatAreLeftEqualTheBatch_whateverWasDroppedAndForgotten() {
    RandomRuns.check("barometer.retention.runs", 8, ScoringRetentionTest::check);
  }

  /** Revisions of one entity in their order, as its topic has them, here and there twice. */
  private static void check(Random random) {
    ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
    List<Fact> log = new ArrayList<>();
    for (Fact fact : FactFixtures.randomHistory(random)) {
      log.add(fact);
      if (random.nextInt(3) == 0) {
        log.add(fact);
      }
    }
    BatchScores batch = new BatchScores(log, zone);
    Instant clock = NOW;
    try (ScoringDriver scoring = new ScoringDriver(NOW, new Retention(KEPT, zone))) {
      for (Fact fact : log) {
        scoring.send(topic(fact), fact);
        if (random.nextInt(8) == 0) {
          Duration time = Duration.ofMinutes(random.nextInt(20_000));
          scoring.pass(time);
          clock = clock.plus(time);
        }
      }
      scoring.settle();
      clock = clock.plusMillis(300);

      assertThat(scoring.tallies()).isEqualTo(kept(batch.tallies(clock), clock, zone));
      assertThat(BatchScores.withData(scoring.scores())).isEqualTo(batch.rolling(clock));
    }
  }

  private static Map<String, Tallies> kept(Map<String, Tallies> all, Instant clock, ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(clock.truncatedTo(ChronoUnit.HOURS).minus(KEPT), zone);
    String firstBucket = "d" + first;
    all.keySet()
        .removeIf(
            key -> {
              String bucket = key.substring(key.lastIndexOf('|') + 1);
              return bucket.startsWith("d") && bucket.compareTo(firstBucket) < 0;
            });
    return all;
  }

  private static String topic(Fact fact) {
    return fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS;
  }

  @Test
  void aFactThatNoLongerCountsIsADeadLetter_withTheReason() {
    Instant tooLate = NOW.minus(KEPT).minus(Duration.ofDays(1));
    try (ScoringDriver scoring = new ScoringDriver(NOW, new Retention(KEPT, ZoneOffset.UTC))) {
      scoring.send(Topics.RESPONSES, FactFixtures.responseWithNps("old", 1, 9, tooLate));
      scoring.send(Topics.RESPONSES, FactFixtures.responseWithNps("new", 1, 9, NOW.minus(KEPT)));
      scoring.settle();

      List<TestRecord<String, byte[]>> deadLetters = scoring.deadLetters(Topics.RESPONSES);
      assertThat(deadLetters).extracting(TestRecord::key).containsExactly("old");
      assertThat(header(deadLetters.get(0), "barometer_kind")).isEqualTo("too-old");
      assertThat(header(deadLetters.get(0), "barometer_reason"))
          .isEqualTo("all of it happened before 2026-08-04, which no longer counts");
      assertThat(new String(deadLetters.get(0).value(), UTF_8)).contains("\"responseId\":\"old\"");
      assertThat(scoring.tallies().keySet()).contains("all|d2026-08-04").hasSize(8);
      assertThat(scoring.count("dead-lettered", Topics.RESPONSES)).isEqualTo(1);
      assertThat(scoring.count("handled", Topics.RESPONSES)).isEqualTo(1);
    }
  }

  @Test
  void aCorrectionThatMovesAResponseBeforeTheFirstDayTakesItBack() {
    try (ScoringDriver scoring = new ScoringDriver(NOW, new Retention(KEPT, ZoneOffset.UTC))) {
      scoring.send(Topics.RESPONSES, FactFixtures.responseWithNps("moved", 1, 9, NOW));
      scoring.settle();
      assertThat(scoring.tallies()).isNotEmpty();

      Instant before = NOW.minus(KEPT).minus(Duration.ofDays(1));
      scoring.send(Topics.RESPONSES, FactFixtures.responseWithNps("moved", 2, 9, before));
      scoring.settle();
      assertThat(scoring.tallies()).isEmpty();

      scoring.pass(Duration.ofMinutes(1));
      scoring.send(Topics.RESPONSES, FactFixtures.responseWithNps("moved", 1, 9, NOW));
      scoring.settle();
      assertThat(scoring.tallies()).isEmpty();
      assertThat(scoring.deadLetters(Topics.RESPONSES)).isEmpty();
    }
  }

  @Test
  void ofATicketThatReachesIntoDroppedDaysOnlyTheRestCounts_alsoWhenItIsCorrected() {
    Instant opened = NOW.minus(KEPT).minus(Duration.ofDays(3));
    try (ScoringDriver scoring = new ScoringDriver(NOW, new Retention(KEPT, ZoneOffset.UTC))) {
      for (int days = 4; days < 6; days++) {
        Ticket ticket = FactFixtures.closedTicket("T1", days, opened, Duration.ofDays(days));
        scoring.send(Topics.TICKETS, ticket);
        scoring.settle();

        String closed = "all|d" + day(opened.plus(Duration.ofDays(days)));
        assertThat(scoring.tallies().keySet())
            .filteredOn(key -> key.startsWith("all|"))
            .containsExactly(closed);
        assertThat(scoring.tallies().get(closed).byMeasure().keySet())
            .extracting(Measure::toString)
            .containsExactly("art", "reopen-rate", "sla", "tickets-closed");
      }
      assertThat(scoring.deadLetters(Topics.TICKETS)).isEmpty();
    }
  }

  @Test
  void entitiesAreForgottenWhenTheirLastDayWasDropped() {
    try (ScoringDriver scoring = new ScoringDriver(NOW, new Retention(KEPT, ZoneOffset.UTC))) {
      for (int i = 0; i < 200; i++) {
        Instant at = NOW.minus(Duration.ofHours(i));
        scoring.send(Topics.RESPONSES, FactFixtures.responseWithNps("r" + i, 1, i % 11, at));
      }
      scoring.settle();
      assertThat(scoring.entities()).isEqualTo(200);

      Duration later = KEPT.minus(Duration.ofHours(90));
      scoring.pass(later);
      scoring.pass(Duration.ofMinutes(1));
      scoring.settle();
      LocalDate first = day(NOW.minus(Duration.ofHours(90)));
      long inside =
          IntStream.range(0, 200)
              .filter(i -> !day(NOW.minus(Duration.ofHours(i))).isBefore(first))
              .count();
      assertThat(scoring.entities()).isEqualTo(inside).isBetween(1L, 199L);
      assertThat(scoring.tallies().keySet()).isNotEmpty().noneMatch(key -> isBefore(key, first));
    }
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static boolean isBefore(String key, LocalDate first) {
    String date = key.substring(key.lastIndexOf('|') + 2);
    return LocalDate.parse(date.substring(0, 10)).isBefore(first);
  }

  @Test
  void noneShorterThanWhatWindowsNeed() {
    assertThatThrownBy(() -> new Retention(Duration.ofDays(99), ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("barometer.scoring.retention must be at least 100d, or not set");
  }

  private static String header(TestRecord<String, byte[]> deadLetter, String name) {
    return new String(deadLetter.headers().lastHeader(name).value(), UTF_8);
  }
}
