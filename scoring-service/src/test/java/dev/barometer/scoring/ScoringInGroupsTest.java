package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.ScopeScores.Rolling;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole topology where privacy is strict: people are published in groups of five or more. */
class ScoringInGroupsTest {
  private static final Measure NPS = new Measure("nps", "0-10");
  private static final Instant MORNING = Instant.parse("2026-11-22T01:30:00Z");
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final ScoringDriver scoring =
      ScoringDriver.publishingGroupsOf(5, FactFixtures.NOW, ZoneOffset.UTC);

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void publishesNothing_beforeThereAreEnough() {
    answers(0, 4, "A");

    settle();

    assertThat(scoring.tallies()).isEmpty();
    assertThat(scoring.scores()).isEmpty();
  }

  @Test
  void publishesSixAnswersTogether_atTheTimeOfTheLast() {
    answers(0, 6, "A");

    settle();

    assertThat(n("team:A|h2026-11-22T06")).isEqualTo(6);
    assertThat(n("team:A|d2026-11-22")).isEqualTo(6);
    assertThat(n("all|h2026-11-22T06")).isEqualTo(6);
    assertThat(scoring.tallies().keySet())
        .filteredOn(key -> key.startsWith("team:A|h"))
        .containsExactly("team:A|h2026-11-22T06");
    assertThat(scoring.scores().get("team:A").windows().get("30d"))
        .extracting(Rolling::metric, Rolling::n)
        .contains(tuple("nps", 6L), tuple("responses", 6L));
  }

  @Test
  void theNextOneWaitsForFourMore() {
    answers(0, 6, "A");
    settle();
    answers(6, 10, "A");
    settle();
    assertThat(n("team:A|d2026-11-22")).isEqualTo(6);

    answers(10, 11, "A");
    settle();

    assertThat(n("team:A|d2026-11-22")).isEqualTo(11);
    assertThat(n("all|d2026-11-22")).isEqualTo(11);
  }

  @Test
  void aScopeIsNotTheSumOfItsPartsAndOnePerson() {
    answers(0, 5, "A");
    answers(5, 6, "B");

    settle();

    assertThat(n("service:Email|d2026-11-22")).isEqualTo(5);
    assertThat(n("team:A|d2026-11-22")).isEqualTo(5);
    assertThat(scoring.tallies()).doesNotContainKey("team:B|d2026-11-22");
  }

  @Test
  void whatFewerAnswered_waitsByItself() {
    answers(0, 6, "A");
    for (int i = 0; i < 4; i++) {
      scoring.send(
          Topics.RESPONSES,
          FactFixtures.responseWithNps(
              "o" + i, 1, 9, MORNING, new Context(null, null, null, null, null, null, null, null)));
    }

    settle();

    assertThat(n("all|d2026-11-22")).isEqualTo(6);
  }

  @Test
  void anAnswerFollowsItsEntity_untilItIsPublished() {
    answers(0, 4, "A");
    scoring.send(Topics.RESPONSES, answer(0, 2, 0, "A"));
    scoring.send(Topics.RESPONSES, FactFixtures.withdrawn(answer(1, 1, 9, "A"), 2));
    scoring.send(Topics.RESPONSES, answer(2, 1, 9, "A"));
    settle();
    assertThat(scoring.tallies()).isEmpty();

    answers(4, 6, "A");
    settle();

    assertThat(n("team:A|d2026-11-22")).isEqualTo(5);
    assertThat(tally("team:A|d2026-11-22").sum()).isEqualTo(4 * 9);
  }

  @Test
  void whatWasPublishedIsLeftAsItIs() {
    answers(0, 5, "A");
    settle();
    Map<String, Tallies> published = scoring.tallies();

    scoring.send(Topics.RESPONSES, answer(0, 2, 0, "A"));
    scoring.send(Topics.RESPONSES, FactFixtures.withdrawn(answer(1, 1, 9, "A"), 2));
    scoring.send(Topics.RESPONSES, "r2", null);
    scoring.send(Topics.RESPONSES, answer(1, 3, 0, "A"));
    settle();

    assertThat(scoring.tallies()).isEqualTo(published);
    assertThat(scoring.count("duplicate", Topics.RESPONSES)).isZero();
  }

  @Test
  void anInvitationIsCounted_whenItIsKnownWhatBecameOfIt() {
    for (int i = 0; i < 6; i++) {
      scoring.send(Topics.INVITATIONS, invitation(i, 1, "issued"));
    }
    settle();
    assertThat(scoring.tallies()).isEmpty();

    for (int i = 0; i < 6; i++) {
      scoring.send(Topics.INVITATIONS, invitation(i, 2, i < 2 ? "answered" : "expired"));
    }
    settle();

    Tally rate =
        scoring.tallies().get("all|d2026-11-22").byMeasure().get(Measure.of("response-rate"));
    assertThat(rate.n()).isEqualTo(6);
    assertThat(rate.count(1)).isEqualTo(2);
  }

  private static Invitation invitation(int number, long revision, String status) {
    return new Invitation(
        "i" + number,
        revision,
        status,
        "after-ticket",
        1,
        null,
        null,
        MORNING,
        null,
        status.equals("answered") ? MORNING.plusSeconds(60) : null,
        null,
        null,
        FactFixtures.email("A"),
        null,
        null,
        null,
        null);
  }

  @Test
  void factsAboutTicketsArePublishedAtOnce() {
    scoring.send(
        Topics.TICKETS, FactFixtures.closedTicket("t1", 1, MORNING, Duration.ofMinutes(5)));

    scoring.settle();

    assertThat(scoring.tallies()).containsKey("all|d2026-11-22");
  }

  private void answers(int from, int to, String team) {
    for (int i = from; i < to; i++) {
      scoring.send(Topics.RESPONSES, answer(i, 1, 9, team));
    }
  }

  private static Response answer(int number, long revision, int point, String team) {
    Instant at = MORNING.plus(Duration.ofHours(number % 8));
    return FactFixtures.responseWithNps("r" + number, revision, point, at, team);
  }

  /** Lets a burst end, rounds go by, and what was published be written. */
  private void settle() {
    scoring.pass(SETTLED);
    scoring.settle();
  }

  private Tally tally(String key) {
    return scoring.tallies().getOrDefault(key, new Tallies()).byMeasure().get(NPS);
  }

  private long n(String key) {
    Tally tally = tally(key);
    return tally == null ? 0 : tally.n();
  }
}
