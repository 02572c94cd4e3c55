package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Facts of all kinds, each with everything it can observe, in all dimensions. */
class EveryFamilyTest {
  private static final Map<Class<? extends Fact>, String> TOPICS =
      Map.of(
          Ticket.class, Topics.TICKETS,
          Response.class, Topics.RESPONSES,
          Invitation.class, Topics.INVITATIONS,
          Mention.class, Topics.MENTIONS,
          Complaint.class, Topics.COMPLAINTS);

  /** {@code -Dbarometer.families.runs=100} makes more of them. */
  @Test
  void talliesEqualTheBatch_whateverTheKindOfFact() {
    RandomRuns.check("barometer.families.runs", 8, EveryFamilyTest::check);
  }

  private static void check(Random random) {
    List<Fact> log = history(random);
    log.addAll(log.subList(0, log.size() / 3));
    Collections.shuffle(log, random);
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      log.forEach(fact -> send(scoring, fact));
      scoring.settle();

      Instant now = FactFixtures.NOW.plusMillis(300);
      assertThat(scoring.tallies()).isEqualTo(new BatchScores(log, ZoneOffset.UTC).tallies(now));
    }
  }

  @Test
  void everyMetricIsObserved() {
    List<Fact> log = history(new Random(3));
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      log.forEach(fact -> send(scoring, fact));
      scoring.settle();

      assertThat(observed(scoring))
          .containsExactlyInAnyOrderElementsOf(Metrics.all().stream().map(Metric::id).toList());
    }
  }

  /** Good, bad, bad, good: what a case, an invitation and a mention must not say. */
  @Test
  void putsAsideWhatBreaksItsContract_andScoresWhatSurroundsIt() {
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      for (Fact fact : List.of(complaint("C1", 1, new Random(1)), invitation("I1", 1, "issued"))) {
        String topic = TOPICS.get(fact.getClass());
        send(scoring, fact);
        scoring.send(topic, fact.id(), "{\"revision\":".getBytes());
        scoring.send(topic, "another", FactJson.write(fact));
        send(scoring, fact);

        assertThat(scoring.count("received", topic)).isEqualTo(4);
        assertThat(scoring.count("handled", topic)).isEqualTo(1);
        assertThat(scoring.count("duplicate", topic)).isEqualTo(1);
        assertThat(scoring.count("dead-lettered", topic)).isEqualTo(2);
        assertThat(scoring.deadLetters(topic)).hasSize(2);
      }
    }
  }

  /** Nobody complained once more, but it was handled once more. */
  @Test
  void aReviewCountsAsHandled_notAsOneMoreComplaint() {
    Complaint first = complaint("C1", 1, "closed", true, false, handling(false, null, null));
    Complaint review = complaint("C2", 1, "closed", false, true, handling(true, "C1", null));
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      send(scoring, first);
      send(scoring, review);
      scoring.settle();

      assertThat(count(scoring, "complaints")).isEqualTo(1);
      assertThat(count(scoring, "complaint-repeat-rate")).isEqualTo(1);
      assertThat(count(scoring, "complaint-handling-time")).isEqualTo(2);
      assertThat(count(scoring, "complaint-sla")).isEqualTo(2);
      assertThat(count(scoring, "escalation-rate")).isEqualTo(2);
    }
  }

  @Test
  void aCaseThatBecomesAPartOfAnother_countsNowhere() {
    Complaint open = complaint("C1", 1, "investigating", null, null, handling(false, null, null));
    Complaint merged = complaint("C1", 2, "withdrawn", false, true, handling(false, null, "C2"));
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      send(scoring, open);
      scoring.settle();
      assertThat(observed(scoring)).containsExactly("complaints", "complaint-repeat-rate");

      send(scoring, merged);
      scoring.settle();

      assertThat(observed(scoring)).isEmpty();
    }
  }

  @Test
  void whetherItIsRepeatedIsCounted_onceItIsKnown() {
    Complaint unknown = complaint("C1", 1, "received", null, null, null);
    Complaint known = complaint("C1", 2, "received", null, null, handling(true, null, null));
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      send(scoring, unknown);
      scoring.settle();
      assertThat(count(scoring, "complaint-repeat-rate")).isZero();

      send(scoring, known);
      scoring.settle();

      assertThat(count(scoring, "complaint-repeat-rate")).isEqualTo(1);
    }
  }

  @Test
  void aCaseThatIsOpenedAgain_takesItsHandlingTimeBack() {
    Complaint closed = complaint("C1", 1, "closed", true, false, null);
    Complaint again = complaint("C1", 2, "investigating", true, false, null);
    try (ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC)) {
      send(scoring, closed);
      scoring.settle();
      assertThat(observed(scoring)).hasSize(4);

      send(scoring, again);
      scoring.settle();

      assertThat(observed(scoring)).containsExactly("complaints");
    }
  }

  private static void send(ScoringDriver scoring, Fact fact) {
    scoring.send(TOPICS.get(fact.getClass()), fact);
  }

  private static List<String> observed(ScoringDriver scoring) {
    return scoring.tallies().values().stream()
        .map(Tallies::byMeasure)
        .flatMap(byMeasure -> byMeasure.keySet().stream())
        .map(measure -> measure.metric())
        .collect(Collectors.toSet())
        .stream()
        .toList();
  }

  /** What one scope holds of a metric; each fact here stands in the scope of all. */
  private static long count(ScoringDriver scoring, String metric) {
    return scoring.tallies().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("all|d"))
        .flatMap(entry -> entry.getValue().byMeasure().entrySet().stream())
        .filter(entry -> entry.getKey().metric().equals(metric))
        .mapToLong(entry -> entry.getValue().n())
        .sum();
  }

  private static List<Fact> history(Random random) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      for (int revision = 1; revision <= 1 + random.nextInt(3); revision++) {
        facts.add(ticket("T" + i, revision, random));
        facts.add(response("R" + i, revision, random));
        facts.add(invitation("I" + i, revision, one(random, "issued", "answered", "suppressed")));
        facts.add(mention("M" + i, revision, random));
        facts.add(complaint("C" + i, revision, random));
      }
    }
    return facts;
  }

  private static Ticket ticket(String id, int revision, Random random) {
    Instant opened = before(random);
    Instant resolved = opened.plusSeconds(random.nextInt(3_000));
    return Ticket.builder(id)
        .revision(revision)
        .status("closed")
        .type("incident")
        .openedAt(opened)
        .firstRespondedAt(opened)
        .resolvedAt(resolved)
        .closedAt(resolved)
        .slaMet(random.nextBoolean())
        .reopenCount(random.nextInt(2))
        .context(context(random))
        .firstContactResolved(random.nextInt(3) == 0 ? null : random.nextBoolean())
        .waitedSeconds(random.nextInt(3) == 0 ? null : random.nextInt(4_000))
        .build();
  }

  private static Response response(String id, int revision, Random random) {
    List<Answer> answers = new ArrayList<>();
    answers.add(answer("nps", "0-10", random.nextInt(11)));
    answers.add(answer("csat", "5", 1 + random.nextInt(5)));
    answers.add(answer("ces", "ease-7", 1 + random.nextInt(7)));
    answers.add(answer("happiness", "0-10", random.nextInt(11)));
    for (String dimension :
        List.of("reliability", "assurance", "tangibles", "empathy", "responsiveness")) {
      answers.add(answer("rater-" + dimension, "agree-7", 1 + random.nextInt(7)));
    }
    answers.add(answer("lost-time", null, random.nextInt(10_000)));
    return Response.builder(id)
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(before(random))
        .channel("web")
        .locale("en")
        .answers(answers)
        .context(context(random))
        .campaignId(one(random, "autumn", null))
        .build();
  }

  private static Answer answer(String metric, @Nullable String scale, int value) {
    return new Answer(metric, metric, scale, value, null, null);
  }

  private static Invitation invitation(String id, int revision, @Nullable String status) {
    Instant issued = FactFixtures.NOW.minus(Duration.ofDays(3));
    return new Invitation(
        id,
        revision,
        status,
        "after-ticket",
        1,
        "autumn",
        null,
        issued,
        null,
        issued.plusSeconds(60),
        "not sampled",
        null,
        FactFixtures.email("Group 56"),
        revision % 2 == 0 ? issued.plusSeconds(2) : null,
        null,
        null,
        null);
  }

  private static Mention mention(String id, int revision, Random random) {
    Integer sentiment = random.nextInt(4) == 0 ? null : random.nextInt(3) - 1;
    return new Mention(
        id,
        revision,
        "mention",
        before(random),
        null,
        "en",
        null,
        "Nobody called back",
        sentiment,
        context(random));
  }

  private static Complaint complaint(String id, int revision, Random random) {
    Boolean slaMet = random.nextInt(4) == 0 ? null : random.nextBoolean();
    Boolean escalated = random.nextInt(4) == 0 ? null : random.nextBoolean();
    String status = one(random, "received", "closed");
    return complaint(id, revision, status, slaMet, escalated, someHandling(random), random);
  }

  private static Complaint complaint(
      String id,
      int revision,
      String status,
      @Nullable Boolean slaMet,
      @Nullable Boolean escalated,
      Complaint.@Nullable Handling handling) {
    return complaint(id, revision, status, slaMet, escalated, handling, new Random(1));
  }

  private static Complaint complaint(
      String id,
      int revision,
      @Nullable String status,
      @Nullable Boolean slaMet,
      @Nullable Boolean escalated,
      Complaint.@Nullable Handling handling,
      Random random) {
    Instant opened = before(random);
    return new Complaint(
        id,
        revision,
        "complaint",
        status,
        "normal",
        "by-hand",
        opened,
        opened.plusSeconds(random.nextInt(3_000)),
        null,
        null,
        List.of(),
        context(random),
        slaMet,
        escalated,
        handling);
  }

  private static Complaint.@Nullable Handling someHandling(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> handling(null, null, null);
      case 2 -> handling(true, "C0", null);
      case 3 -> handling(random.nextBoolean(), null, "C1");
      default -> handling(random.nextBoolean(), null, null);
    };
  }

  private static Complaint.Handling handling(
      @Nullable Boolean repeated, @Nullable String stageOf, @Nullable String mergedInto) {
    return new Complaint.Handling(
        "agent", null, null, repeated, stageOf, mergedInto, null, 1, null);
  }

  private static Instant before(Random random) {
    return FactFixtures.NOW.minus(Duration.ofMinutes(60 + random.nextInt(20 * 24 * 60)));
  }

  private static Context context(Random random) {
    return new Context(
        one(random, "Email", "VPN"),
        one(random, "Group 56", null),
        one(random, "Ada", null),
        one(random, "Phone", null),
        one(random, "1 - Critical", null),
        one(random, "Printing", null),
        one(random, "Sales, EMEA", null),
        one(random, "首尔", null));
  }

  private static @Nullable String one(Random random, @Nullable String... values) {
    return values[random.nextInt(values.length)];
  }
}
