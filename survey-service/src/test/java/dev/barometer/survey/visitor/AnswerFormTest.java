package dev.barometer.survey.visitor;

import static dev.barometer.survey.design.SurveyFixtures.desk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormTest {

  private static AnswerForm read(String... pairs) {
    Map<String, List<String>> fields = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put("q." + pairs[i], List.of(pairs[i + 1].split(",", -1)));
    }
    return AnswerForm.read(desk(), fields);
  }

  @Test
  void readsEachKind_withTheClassesOfTheSurvey() {
    AnswerForm form =
        read("overall", "3", "reasons", "rude,slow", "lost", "90", "why", " It took a week ");

    assertThat(form.wrong()).isEmpty();
    assertThat(form.answers())
        .containsExactly(
            new Answer("overall", "csat", "5", 3, "negative", null),
            Answer.chosen("reasons", List.of("slow", "rude")),
            new Answer("lost", "lost-time", null, 5400, null, null),
            new Answer("why", null, null, null, null, "It took a week"));
  }

  @Test
  void leavesOutWhatIsNotAnswered_andWhatWasNotAsked() {
    AnswerForm form = read("overall", "5", "reasons", "slow", "why", " ");

    assertThat(form.wrong()).isEmpty();
    assertThat(form.answers())
        .containsExactly(new Answer("overall", "csat", "5", 5, "positive", null));
  }

  @Test
  void wantsWhatIsRequired() {
    assertThat(read("why", "x").wrong()).containsExactly("overall");
  }

  @ParameterizedTest
  @CsvSource({
    "overall, 6",
    "overall, 0",
    "overall, x",
    "overall, 5.0",
    "overall, 99999999",
    "lost, -1",
    "lost, 100001",
    "reasons, other",
    "reasons, 'slow,other'"
  })
  void refusesWhatNobodyCanAnswer(String question, String value) {
    AnswerForm form =
        question.equals("overall") ? read(question, value) : read("overall", "1", question, value);

    assertThat(form.wrong()).containsExactly(question);
  }

  @Test
  void takesWhatWasChosenLast_whereTheAddressSaysOneToo() {
    assertThat(read("overall", "2,5").answers())
        .containsExactly(new Answer("overall", "csat", "5", 5, "positive", null));
  }

  @Test
  void takesNoTextThatIsTooLong_andNoControlCharacters() {
    assertThat(read("overall", "5", "why", "x".repeat(10_001)).wrong()).containsExactly("why");
    assertThat(read("overall", "5", "why", "a\u0007b\nc").answers().get(1).text())
        .isEqualTo("ab\nc");
  }
}
