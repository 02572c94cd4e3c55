package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Measure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeldAnswersTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:20:00Z");
  private static final Entity ENTITY = FactKind.RESPONSE.entity("r1");
  private static final Answer NPS = new Answer("recommend", "nps", "0-10", 9, null, null);
  private static final Answer CSAT = new Answer("satisfied", "csat", "5", 4, null, null);

  @Test
  void eachMeasureIsAnAnswerOfItsOwn() {
    Response both = response(1, NPS, CSAT);

    Map<Measure, HeldAnswer> answers = HeldAnswers.of(ENTITY, both, null, state(both), AT);

    assertThat(metricsOf(answers)).contains("nps", "csat");
    assertThat(answers)
        .allSatisfy(
            (measure, answer) -> {
              assertThat(answer.entity()).isEqualTo(ENTITY.key());
              assertThat(answer.person())
                  .isEqualTo(HeldAnswer.personOf(ENTITY.key(), new Respondent("ann")));
              assertThat(answer.isKnown()).isFalse();
              assertThat(answer.since()).isEqualTo(AT);
              assertThat(answer.observations())
                  .isNotEmpty()
                  .allMatch(observation -> observation.measure().equals(measure));
            });
  }

  @Test
  void whatIsSaidNoMoreIsTakenBack_andWhatIsSaidStillIsKnown() {
    EntityState before = state(response(1, NPS, CSAT));
    Response later = response(2, NPS);

    Map<Measure, HeldAnswer> answers = HeldAnswers.of(ENTITY, later, before, state(later), AT);

    assertThat(ofMetric(answers, "nps")).allMatch(HeldAnswer::isKnown);
    assertThat(ofMetric(answers, "nps")).noneMatch(answer -> answer.observations().isEmpty());
    assertThat(ofMetric(answers, "csat")).isNotEmpty().allMatch(HeldAnswer::isKnown);
    assertThat(ofMetric(answers, "csat")).allMatch(answer -> answer.observations().isEmpty());
  }

  @Test
  void takesAllBack_ofWhoIsErased() {
    EntityState before = state(response(1, NPS, CSAT));

    Map<Measure, HeldAnswer> answers = HeldAnswers.of(ENTITY, null, before, before.erased(), AT);

    assertThat(metricsOf(answers)).contains("nps", "csat");
    assertThat(answers.values())
        .allMatch(answer -> answer.observations().isEmpty() && answer.isKnown())
        .allMatch(answer -> answer.person().equals(ENTITY.key()));
  }

  private static List<String> metricsOf(Map<Measure, HeldAnswer> answers) {
    return answers.keySet().stream().map(Measure::metric).toList();
  }

  private static List<HeldAnswer> ofMetric(Map<Measure, HeldAnswer> answers, String metric) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey().metric().equals(metric))
        .map(Map.Entry::getValue)
        .collect(Collectors.toList());
  }

  private static EntityState state(Response response) {
    return EntityState.of(response, List.of());
  }

  private static Response response(long revision, Answer... answers) {
    return Response.builder("r1")
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(AT)
        .channel("web")
        .locale("en")
        .respondent(new Respondent("ann"))
        .answers(Arrays.asList(answers))
        .build();
  }
}
