package dev.barometer.survey.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final SurveyVersion ALL = survey();

  private static SurveyVersion survey() {
    SurveyVersion plain =
        SurveyFixtures.with(
            question("first", null),
            question("a", "turn"),
            question("b", "turn"),
            question("c", "turn"),
            question("last", null));
    return new SurveyVersion(
        plain.surveyId(),
        1,
        1,
        plain.status(),
        plain.title(),
        null,
        plain.questions(),
        null,
        Map.of("turn", 1),
        plain.changedAt());
  }

  private static Question question(String id, @Nullable String rotation) {
    return new Question(
        id,
        Question.TEXT,
        null,
        null,
        null,
        false,
        false,
        Map.of("en", id),
        null,
        null,
        null,
        rotation);
  }

  private static List<String> asked(String invitationId) {
    return Rotation.pick(ALL, invitationId).questions().stream().map(Question::questionId).toList();
  }

  @Test
  void asksAsManyAsItIsTold_inTheirOrder_andOneInvitationAlwaysTheSame() {
    assertThat(asked("i1")).hasSize(3).startsWith("first").endsWith("last").isEqualTo(asked("i1"));
  }

  /** 1,000 of 3,000 each, within five standard deviations: 5 sqrt(3,000 x 1/3 x 2/3). */
  @Test
  void givesEachItsTurn() {
    Map<String, Long> turns =
        IntStream.range(0, 3_000)
            .mapToObj(i -> asked("i" + i).get(1))
            .collect(Collectors.groupingBy(id -> id, Collectors.counting()));

    assertThat(turns).containsOnlyKeys("a", "b", "c");
    assertThat(turns.values()).allSatisfy(times -> assertThat(times).isBetween(870L, 1_130L));
  }

  @Test
  void leavesASurveyAsItIs_inWhichNothingTakesTurns() {
    SurveyVersion desk = SurveyFixtures.desk();

    assertThat(Rotation.pick(desk, "i1")).isSameAs(desk);
  }
}
