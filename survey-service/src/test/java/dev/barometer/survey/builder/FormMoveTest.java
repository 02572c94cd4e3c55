package dev.barometer.survey.builder;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static dev.barometer.survey.design.SurveyFixtures.desk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.design.SurveyPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormMoveTest {
  private static final List<VerbalScale> SCALES = new TemplateFiles().scales();
  private static final SurveyForm DESK = SurveyForm.of(desk());

  private static SurveyForm after(String button) {
    return FormMove.apply(button, DESK, SCALES);
  }

  @ParameterizedTest
  @CsvSource({
    "up.3, 'overall reasons why lost'",
    "down.0, 'reasons overall lost why'",
    "up.0, 'overall reasons lost why'",
    "down.3, 'overall reasons lost why'",
    "remove.1, 'overall lost why'",
    "add.text, 'overall reasons lost why text'",
    "add.scale, 'overall reasons lost why nps'",
  })
  void movesAddsAndRemoves(String button, String ids) {
    assertThat(after(button).questions())
        .extracting(QuestionForm::id)
        .containsExactly(ids.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "save", "up.9", "up.x", "remove", "add.poem", "without.1.7", "up.-1"})
  void changesNothing_byWhatIsNoMove(String button) {
    assertThat(after(button)).isEqualTo(DESK);
  }

  @Test
  void asksEverybody_whatDependedOnAQuestionThatIsGone() {
    SurveyForm form = after("remove.0");

    assertThat(form.questions().get(0).after()).isEmpty();
    assertThat(form.cuts()).isEmpty();
    assertThat(SurveyPolicy.check(form.toVersion("s"), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale", "choice", "text", "lost-time"})
  void addsAQuestionThatOnlyLacksItsTexts(String kind) {
    SurveyForm twice = FormMove.apply("add." + kind, after("add." + kind), SCALES);

    assertThat(SurveyPolicy.check(twice.toVersion("s"), NOW))
        .isNotEmpty()
        .extracting(Violation::field)
        .allMatch(field -> field.endsWith("text.en"));
    assertThat(twice.questions()).extracting(QuestionForm::id).doesNotHaveDuplicates();
  }

  @Test
  void addsAndRemovesChoices() {
    SurveyForm more = after("option.1");

    assertThat(more.questions().get(1).options())
        .extracting(OptionForm::id)
        .containsExactly("slow", "rude", "option");
    assertThat(FormMove.apply("without.1.0", more, SCALES).questions().get(1).options())
        .extracting(OptionForm::id)
        .containsExactly("rude", "option");
  }
}
