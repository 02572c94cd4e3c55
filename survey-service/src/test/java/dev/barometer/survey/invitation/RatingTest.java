package dev.barometer.survey.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.design.SurveyFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingTest {
  private static final SurveyVersion SURVEY = SurveyFixtures.desk();

  private static Response response(Answer... answers) {
    return Response.builder("r1")
        .revision(1)
        .surveyId("desk")
        .surveyVersion(1)
        .invitationId("i1")
        .submittedAt(SurveyFixtures.NOW)
        .answers(List.of(answers))
        .build();
  }

  private static Answer overall(int point, String answerClass) {
    return new Answer("overall", "csat", "5", point, answerClass, null);
  }

  @ParameterizedTest
  @CsvSource({"4, neutral, neutral", "4, , positive", "3, , neutral", "1, , negative"})
  void isOfTheClassThatTravelledWithTheAnswer_elseOfTheScalesOwn(
      int point, String travelled, String answerClass) {
    Answer why = new Answer("why", null, null, null, null, "slow");

    assertThat(Rating.of(SURVEY, response(why, overall(point, travelled))))
        .contains(new Rating("overall", "csat", answerClass));
  }

  @Test
  void isOfTheFirstQuestionWithAScaleAlone() {
    Question question = Rating.question(SURVEY).orElseThrow();
    Answer another = new Answer("recommend", "nps", "0-10", 9, "positive", null);
    Answer renamed = new Answer("overall", "nps", "0-10", 9, "positive", null);

    assertThat(question.questionId()).isEqualTo("overall");
    assertThat(Rating.of(SURVEY, response(another))).isEmpty();
    assertThat(Rating.of(SURVEY, response(renamed))).isEmpty();
    assertThat(new Rating("overall", "csat", "neutral").isOf(question)).isTrue();
    assertThat(new Rating("overall", "nps", "neutral").isOf(question)).isFalse();
    assertThat(new Rating("recommend", "csat", "neutral").isOf(question)).isFalse();
  }

  @Test
  void isNotKnown_ofWhatIsTakenBack_norOfAnAnonymousSurvey() {
    Response said = response(overall(5, "positive"));
    Response takenBack = said.toBuilder().withdrawnAt(SurveyFixtures.NOW).build();
    SurveyVersion anonymous =
        new SurveyVersion(
            "desk",
            1,
            1,
            SurveyVersion.PUBLISHED,
            SURVEY.title(),
            null,
            SURVEY.questions(),
            SURVEY.cuts(),
            null,
            SurveyFixtures.NOW,
            true);

    assertThat(Rating.of(SURVEY, said)).isPresent();
    assertThat(Rating.of(SURVEY, takenBack)).isEmpty();
    assertThat(Rating.of(anonymous, said)).isEmpty();
    assertThat(Rating.question(anonymous)).isEmpty();
  }
}
