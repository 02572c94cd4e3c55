package dev.barometer.contract.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Rules;
import dev.barometer.contract.rule.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void everyPointOfEveryScaleIsAnAnswer_andNoOther() {
    assertAnswers("nps", "0-10", 0, 10);
    assertAnswers("nps", "1-10", 1, 10);
    assertAnswers("happiness", "0-10", 0, 10);
    for (int points : List.of(2, 3, 5, 7, 10)) {
      assertAnswers("csat", Integer.toString(points), 1, points);
    }
    assertAnswers("ces", "effort-5", 1, 5);
    assertAnswers("ces", "effort-7", 1, 7);
    assertAnswers("ces", "ease-7", 1, 7);
    for (String dimension :
        List.of("reliability", "assurance", "tangibles", "empathy", "responsiveness")) {
      assertAnswers("rater-" + dimension, "agree-7", 1, 7);
    }
  }

  private static void assertAnswers(String metric, String scale, int lowest, int highest) {
    for (int value = lowest; value <= highest; value++) {
      assertThat(brokenBy(point(metric, scale, value))).isEmpty();
    }
    for (int value : List.of(lowest - 1, highest + 1, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
      assertThat(brokenBy(point(metric, scale, value)))
          .containsExactly(
              "answers[0].value must be from %d to %d on the scale %s"
                  .formatted(lowest, highest, scale));
    }
  }

  @Test
  void onlyWhatPeopleAnswerIsAMetric() {
    String known =
        "answers[0].metric must be one of nps, csat, ces, happiness, rater-reliability,"
            + " rater-assurance, rater-tangibles, rater-empathy, rater-responsiveness, lost-time";

    for (String metric : List.of("NPS", "sla", "art", "sentiment", "responses", "love")) {
      assertThat(brokenBy(point(metric, "0-10", 1))).containsExactly(known);
    }
  }

  @Test
  void aScaleBelongsToItsMetric() {
    assertThat(brokenBy(point("csat", "0-10", 5)))
        .containsExactly("answers[0].scale must be one of 2, 3, 5, 7, 10 for csat");
    assertThat(brokenBy(new Answer("q", "nps", null, null, "neutral", null)))
        .containsExactly("answers[0].value is required", "answers[0].scale is required");
  }

  @Test
  void aClassIsOneOfThree_andMayBeLeftOut() {
    for (String answerClass : List.of("negative", "neutral", "positive")) {
      assertThat(brokenBy(new Answer("q", "nps", "0-10", 9, answerClass, null))).isEmpty();
    }
    assertThat(brokenBy(new Answer("q", "nps", "0-10", 9, "promoter", null)))
        .containsExactly("answers[0].class must be one of negative, neutral, positive");
  }

  @Test
  void lostTimeIsAnsweredInSecondsWithoutAScale() {
    assertThat(brokenBy(new Answer("q", "lost-time", null, 0, null, null))).isEmpty();
    assertThat(brokenBy(new Answer("q", "lost-time", null, -1, null, null)))
        .containsExactly("answers[0].value must be a number of seconds, at least 0");
    assertThat(brokenBy(new Answer("q", "lost-time", "0-10", null, "neutral", null)))
        .containsExactly(
            "answers[0].scale must be absent for the metric lost-time",
            "answers[0].class must be absent for the metric lost-time",
            "answers[0].value is required");
  }

  @Test
  void allTextsTogetherFitIntoOneRecord() {
    Answer[] most = new Answer[10];
    Arrays.setAll(most, i -> text("q" + i, "x".repeat(10_000)));
    assertThat(brokenBy(most)).isEmpty();

    Answer[] more = Arrays.copyOf(most, 11);
    more[10] = text("q10", "x");
    assertThat(brokenBy(more))
        .containsExactly("answers must have at most 100000 characters of text altogether");
  }

  @Test
  void anAnswerIsAValueOrAText() {
    assertThat(brokenBy(text("q", "Fast\nand friendly"))).isEmpty();
    assertThat(brokenBy(new Answer("q", null, null, 9, null, "x")))
        .containsExactly(
            "answers[0].metric is required where there is a value, a scale or a class");
    assertThat(brokenBy(new Answer("q", "nps", "0-10", 9, null, "x")))
        .containsExactly(
            "answers[0].text must be an answer of its own, beside the one with the metric");
    assertThat(brokenBy(text("q", "好".repeat(10_001))))
        .containsExactly("answers[0].text must have at most 10000 characters");
    assertThat(brokenBy(text("q", "好".repeat(10_000)))).isEmpty();
  }

  @Test
  void whatWasNotAnsweredMayStand_besideWhatWas() {
    Answer noPoint = new Answer("a", "nps", "0-10", null, null, null);
    for (Answer unanswered : List.of(noPoint, text("a", ""), text("a", "\u00A0"))) {
      assertThat(brokenBy(text("b", "x"), unanswered)).isEmpty();
      assertThat(brokenBy(unanswered)).containsExactly("answers must hold at least one answer");
    }
    assertThat(brokenBy(noPoint, new Answer("b", "nps", "0-10", 11, null, null)))
        .containsExactly("answers[1].value must be from 0 to 10 on the scale 0-10");
    assertThat(brokenBy(text("b", "x"), new Answer(null, null, null, null, null, null)))
        .containsExactly("answers[1].questionId is required");
  }

  @Test
  void aQuestionIsAnsweredOnce_aMetricMayBeAnsweredTwice() {
    assertThat(
            brokenBy(
                new Answer("a", "csat", "5", 4, null, null),
                new Answer("b", "csat", "5", 2, null, null)))
        .isEmpty();
    assertThat(brokenBy(text("a", "x"), text("b", "x"), text("a", "y")))
        .containsExactly("answers[2].questionId must not be answered twice in one response");
  }

  @Test
  void aHoleInTheListIsNamed() {
    assertThat(brokenBy(null, text("a", "x"), null))
        .containsExactly("answers[0] is required", "answers[2] is required");
    assertThat(brokenBy(new Answer(null, null, null, null, null, "x")))
        .containsExactly("answers[0].questionId is required");
  }

  @Test
  void aResponseHasAtMostTwoHundredAnswers() {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(text("q" + i, "x"));
    }
    assertThat(brokenBy(answers.toArray(new Answer[0]))).isEmpty();

    answers.add(text("q200", "x"));
    assertThat(brokenBy(answers.toArray(new Answer[0])))
        .containsExactly("answers must hold at most 200 answers");
  }

  private static Answer point(String metric, String scale, int value) {
    return new Answer("q", metric, scale, value, null, null);
  }

  private static Answer text(String questionId, String text) {
    return new Answer(questionId, null, null, null, null, text);
  }

  private static List<String> brokenBy(Answer... answers) {
    Response response =
        Response.builder("r")
            .revision(1)
            .surveyId("s")
            .surveyVersion(1)
            .submittedAt(NOW)
            .answers(Arrays.asList(answers))
            .build();
    return Rules.check(response, NOW).stream().map(Violation::toString).toList();
  }
}
