package dev.barometer.survey.builder;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.survey.Cuts;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.ShowIf;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.design.SurveyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyFormTest {
  private static final TemplateFiles FILES = new TemplateFiles();

  static List<SurveyVersion> surveys() {
    List<SurveyVersion> all =
        new ArrayList<>(
            FILES.templates().stream().map(TemplateFiles.SurveyTemplate::survey).toList());
    all.add(SurveyFixtures.desk());
    return all;
  }

  @ParameterizedTest
  @MethodSource("surveys")
  void holdsAllOfASurvey(SurveyVersion survey) {
    SurveyVersion expected = SurveyForm.named(survey, "s");

    SurveyForm form = SurveyForm.of(survey);
    SurveyForm sent = SurveyForm.read(FormFixtures.sent(form), FILES.scales());

    assertThat(form.toVersion("s")).isEqualTo(expected);
    assertThat(sent.toVersion("s")).as("as a browser sends it").isEqualTo(expected);
  }

  private static SurveyForm changed(String field, String... values) {
    Map<String, List<String>> sent = FormFixtures.sent(SurveyForm.of(SurveyFixtures.desk()));
    sent.put(field, List.of(values));
    return SurveyForm.read(sent, FILES.scales());
  }

  @Test
  void writesTheWordsThatWereChosenByName_inEachLanguage() {
    SurveyForm form = changed("q0.words", "excellent-5");

    Question question = form.toVersion("s").questions().get(0);
    assertThat(question.labels()).containsOnlyKeys("en", "zh-CN", "ko");
    assertThat(question.labels().get("en"))
        .containsEntry("1", "Terrible")
        .containsEntry("5", "Excellent");
    assertThat(question.labels().get("ko")).containsEntry("1", "형편없음").hasSize(5);
  }

  @Test
  void takesTheUsualWordsAndCuts_whenAnotherScaleIsChosen() {
    SurveyVersion survey = changed("q0.measure", "csat 7").toVersion("s");

    assertThat(survey.questions().get(0).labels().get("en"))
        .hasSize(7)
        .containsEntry("4", "Neither satisfied nor dissatisfied");
    assertThat(survey.cuts()).as("those of five points were of five points").isNull();
    assertThat(SurveyPolicy.check(survey, NOW)).isEmpty();
  }

  @Test
  void leavesNumbersAlone_whereNoWordsAreWanted() {
    assertThat(changed("q0.words", "none").toVersion("s").questions().get(0).labels()).isNull();
  }

  @Test
  void meansTheSameQuestion_whenItIsRenamed() {
    SurveyVersion survey = changed("q0.id", "satisfaction").toVersion("s");

    assertThat(survey.questions().get(1).showIf())
        .isEqualTo(new ShowIf("satisfaction", List.of("negative"), null));
    assertThat(SurveyPolicy.check(survey, NOW)).isEmpty();
  }

  /** A name that is being typed is none yet. */
  @ParameterizedTest
  @ValueSource(strings = {"", "why"})
  void keepsTheCondition_whileANameIsEmptyOrThatOfAnother(String id) {
    SurveyForm form = changed("q0.id", id);
    assertThat(form.questions().get(1).after()).isEqualTo("overall");
    assertThat(form.asksBefore("overall", 1)).isTrue();

    Map<String, List<String>> again = FormFixtures.sent(form);
    again.put("q0.id", List.of("satisfaction"));
    SurveyVersion survey = SurveyForm.read(again, FILES.scales()).toVersion("s");

    assertThat(survey.questions().get(1).showIf())
        .isEqualTo(new ShowIf("satisfaction", List.of("negative"), null));
    assertThat(SurveyPolicy.check(survey, NOW)).isEmpty();
  }

  @Test
  void showsWhatIsRetired_ratherThanWhatWasAskedBeforeIt() {
    SurveyVersion first = SurveyFixtures.desk();
    SurveyVersion second =
        new SurveyVersion(
            "desk",
            2,
            1,
            SurveyVersion.RETIRED,
            first.title(),
            null,
            first.questions(),
            null,
            null,
            NOW);

    SurveyLine line = SurveyLine.of(List.of(first, second), List.of());

    assertThat(line.shown()).isEqualTo(second);
    assertThat(line.open()).isEqualTo(2);
  }

  @Test
  void keepsCutsAsTheyAreTyped_withAnyComma() {
    SurveyForm form = changed("cuts.csat.negative", "3，2, 1");

    assertThat(form.toVersion("s").cuts())
        .containsEntry("csat", new Cuts(List.of(5), List.of(4), List.of(1, 2, 3)));
    assertThat(form.cuts().get("csat").negative()).isEqualTo("3，2, 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuts.csat.negative", "q0.labels.en", "q0.text.en", "title.en"})
  void isRefusedByTheField_andKeepsWhatWasTyped(String field) {
    SurveyForm form =
        changed(field, field.startsWith("q0.text") || field.startsWith("ti") ? "" : "x");

    Faults faults = Faults.of(SurveyPolicy.check(form.toVersion("s"), NOW));

    String path = field.replaceAll("\\.negative$", "").replace("q0", "questions[0]");
    assertThat(faults.at(path)).as(faults.all().toString()).hasSize(1);
    assertThat(FormFixtures.sent(form).get(field)).isIn(List.of("x"), List.of(""));
  }

  @Test
  void saysHowManyTakeTurns_oneWhereNobodySaid() {
    Map<String, List<String>> sent = FormFixtures.sent(SurveyForm.of(SurveyFixtures.desk()));
    sent.put("q2.rotation", List.of("turn"));
    sent.put("q3.rotation", List.of("turn"));

    assertThat(SurveyForm.read(sent, FILES.scales()).toVersion("s").rotations())
        .containsExactly(Map.entry("turn", 1));
    sent.put("rotation.turn", List.of("2"));
    assertThat(SurveyForm.read(sent, FILES.scales()).toVersion("s").rotations())
        .containsExactly(Map.entry("turn", 2));
  }

  @Test
  void takesFurtherLanguages() {
    Map<String, List<String>> sent = FormFixtures.sent(SurveyForm.of(SurveyFixtures.desk()));
    sent.put("language", List.of("en", "de"));
    sent.put("title.de", List.of("Wie war es?"));

    SurveyForm form = SurveyForm.read(sent, FILES.scales());

    assertThat(form.languages()).containsExactly("en", "zh-CN", "ko", "de");
    assertThat(form.toVersion("s").title()).containsEntry("de", "Wie war es?");
    assertThat(SurveyForm.of(form.toVersion("s")).languages()).contains("de");
  }
}
