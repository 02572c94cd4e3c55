package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.metrics.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerGroupsTest {
  private static final Instant CAME = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant SETTLED = CAME.plusSeconds(10);

  private final AnswerGroups groups = new AnswerGroups(3);
  private final List<HeldAnswer> waiting = new ArrayList<>();

  @Test
  void fewerThanAGroupGoOnWaiting() {
    come(2, Map.of(Dimension.TEAM, "A"));

    assertThat(groups.of(waiting, SETTLED)).isEmpty();
  }

  @Test
  void aBurstCountsTogether() {
    come(4, Map.of(Dimension.TEAM, "A"));

    assertThat(groups.of(waiting, CAME.plusSeconds(1))).isEmpty();
    assertThat(sizes(SETTLED)).containsExactly(4);
  }

  @Test
  void aBurstThatDoesNotEndIsPublishedAfterAMinute() {
    come(3, Map.of(Dimension.TEAM, "A"));
    waiting.add(answer("late", Map.of(Dimension.TEAM, "A"), CAME.plusSeconds(59)));

    assertThat(sizes(CAME.plusSeconds(59))).isEmpty();
    assertThat(sizes(CAME.plusSeconds(60))).containsExactly(4);
  }

  @Test
  void neighboursInTimeAreTogether_andTheLastGroupTakesTheOthers() {
    come(8, Map.of(Dimension.TEAM, "A"));

    List<AnswerGroups.Group> formed = groups.of(waiting, SETTLED);

    assertThat(formed).extracting(group -> group.members().size()).containsExactly(3, 5);
    assertThat(formed.get(0).observations())
        .extracting(Observation::time)
        .containsOnly(formed.get(0).members().get(2).time());
  }

  @Test
  void teamsAreNeverMixed_beforeTheyHaveWaitedLong() {
    come(2, Map.of(Dimension.SERVICE, "Email", Dimension.TEAM, "A"));
    come(2, Map.of(Dimension.SERVICE, "Email", Dimension.TEAM, "B"));

    assertThat(groups.of(waiting, SETTLED)).isEmpty();
    assertThat(groups.of(waiting, CAME.plus(AnswerGroups.PATIENCE)))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.members()).hasSize(4);
              assertThat(group.dimensionValues()).isEqualTo(Map.of(Dimension.SERVICE, "Email"));
            });
  }

  @Test
  void inTheEndAnybodyIsGroupedWithAnybody() {
    come(2, Map.of(Dimension.SERVICE, "Email"));
    come(1, Map.of(Dimension.SERVICE, "Print"));

    assertThat(groups.of(waiting, CAME.plus(AnswerGroups.PATIENCE)))
        .singleElement()
        .satisfies(group -> assertThat(group.dimensionValues()).isEmpty());
  }

  @Test
  void otherDimensionsAreToldApart_whereThereAreEnough() {
    come(3, Map.of(Dimension.TEAM, "A", Dimension.CHANNEL, "Phone"));
    come(4, Map.of(Dimension.TEAM, "A", Dimension.CHANNEL, "Mail"));
    come(1, Map.of(Dimension.TEAM, "A", Dimension.CHANNEL, "Chat"));

    List<AnswerGroups.Group> formed = groups.of(waiting, SETTLED);

    assertThat(formed)
        .extracting(AnswerGroups.Group::dimensionValues)
        .containsExactlyInAnyOrder(
            Map.of(Dimension.TEAM, "A", Dimension.CHANNEL, "Mail"), Map.of(Dimension.TEAM, "A"));
    assertThat(formed.stream().mapToInt(group -> group.members().size()).sum()).isEqualTo(8);
  }

  @Test
  void whoAnswersOftenIsOnePerson() {
    come(2, Map.of(Dimension.TEAM, "A"));
    for (int i = 0; i < 5; i++) {
      HeldAnswer again = answer("again" + i, Map.of(Dimension.TEAM, "A"), CAME);
      waiting.add(
          new HeldAnswer(
              again.entity(),
              "r0",
              false,
              again.since(),
              again.dimensionValues(),
              again.observations()));
    }
    assertThat(groups.of(waiting, SETTLED)).isEmpty();

    come(1, Map.of(Dimension.TEAM, "A"));

    assertThat(sizes(SETTLED)).containsExactly(8);
  }

  @Test
  void whoIsTogetherDoesNotDependOnWhatWasSaid() {
    come(9, Map.of(Dimension.TEAM, "A"));
    List<List<String>> together = members(groups.of(waiting, SETTLED));

    List<HeldAnswer> otherwise =
        waiting.stream()
            .map(
                answer ->
                    new HeldAnswer(
                        answer.entity(),
                        answer.person(),
                        false,
                        answer.since(),
                        answer.dimensionValues(),
                        List.of(Observation.choice("nps", "0-10", 0, null, answer.time()))))
            .toList();

    assertThat(members(groups.of(otherwise, SETTLED))).isEqualTo(together);
  }

  @Test
  void aHeldAnswerIsReadAsItWasWritten() {
    HeldAnswer answer =
        new HeldAnswer(
            "rR-1",
            HeldAnswer.personOf("rR-1", new Respondent("u-17")),
            true,
            CAME,
            Map.of(Dimension.TEAM, "조 56", Dimension.CAMPAIGN, "c"),
            List.of(
                Observation.choice("csat", "5", 4, null, CAME),
                Observation.duration("lost-time", Duration.ofMinutes(3), CAME.plusNanos(1))));

    assertThat(HeldAnswer.fromBytes(answer.toBytes())).isEqualTo(answer);
  }

  private void come(int people, Map<Dimension, String> dimensionValues) {
    for (int i = 0; i < people; i++) {
      waiting.add(answer("r" + waiting.size(), dimensionValues, CAME));
    }
  }

  private HeldAnswer answer(String entity, Map<Dimension, String> dimensionValues, Instant since) {
    Instant at = CAME.minus(Duration.ofHours(waiting.size()));
    return new HeldAnswer(
        entity,
        entity,
        false,
        since,
        dimensionValues,
        List.of(Observation.choice("nps", "0-10", 9, null, at)));
  }

  private List<Integer> sizes(Instant now) {
    return groups.of(waiting, now).stream().map(group -> group.members().size()).toList();
  }

  private static List<List<String>> members(List<AnswerGroups.Group> formed) {
    return formed.stream()
        .map(group -> group.members().stream().map(HeldAnswer::entity).toList())
        .toList();
  }
}
