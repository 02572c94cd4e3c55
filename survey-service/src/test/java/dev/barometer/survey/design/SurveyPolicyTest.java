package dev.barometer.survey.design;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static dev.barometer.survey.design.SurveyFixtures.desk;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyPolicyTest {
  private static final String SURVEY =
      "{'surveyId':'s','version':1,'revision':1,'status':'draft','changedAt':'2026-11-29T11:00:00Z',"
          + "'title':{'en':'t'},'questions':[%s]%s}";
  private static final String CSAT =
      "{'questionId':'a','kind':'scale','metric':'csat','scale':'5','text':{'en':'x'}}";

  @Test
  void takesASoundSurvey() {
    assertThat(SurveyPolicy.check(desk(), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'questionId':'a','kind':'text','text':{'en':'x'}} ~ ~ questions[1].questionId",
        "{'questionId':'b','kind':'scale','metric':'csat','scale':'7','text':{'en':'x'}} ~ ~"
            + " questions[1].metric",
        "{'questionId':'b','kind':'scale','metric':'nps','scale':'7','text':{'en':'x'}} ~ ~"
            + " questions[1].scale",
        "{'questionId':'b','kind':'scale','metric':'art','scale':'7','text':{'en':'x'}} ~ ~"
            + " questions[1].metric",
        "{'questionId':'b','kind':'text','look':'stars','text':{'en':'x'}} ~ ~ questions[1].look",
        "{'questionId':'b','kind':'choice','text':{'en':'x'}} ~ ~ questions[1].options",
        "{'questionId':'b','kind':'text','text':{'ko':'x'}} ~ ~ questions[1].text.en",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'showIf':{'questionId':'z','classes':['negative']}}"
            + " ~ ~ questions[1].showIf.questionId",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'showIf':{'questionId':'a','options':['slow']}}"
            + " ~ ~ questions[1].showIf.options",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'showIf':{'questionId':'a','classes':[null]}}"
            + " ~ ~ questions[1].showIf.classes",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'showIf':{'questionId':'a'}} ~ ~"
            + " questions[1].showIf",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'rotation':'r'} ~ ~ rotations",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'rotation':'r'} ~ ,'rotations':{'r':2} ~"
            + " rotations.r",
        "{'questionId':'b','kind':'text','text':{'en':'x'},'rotation':'r'} ~"
            + " ,'rotations':{'r':1},'anonymous':true ~ rotations",
        "{'questionId':'b','kind':'text','text':{'en':'x'}} ~"
            + " ,'cuts':{'csat':{'positive':[4,5],'neutral':[3],'negative':[1]}} ~ cuts.csat",
        "{'questionId':'b','kind':'text','text':{'en':'x'}} ~"
            + " ,'cuts':{'csat':{'positive':[4,5],'neutral':[3,3],'negative':[1,2]}} ~ cuts.csat",
        "{'questionId':'b','kind':'text','text':{'en':'x'}} ~"
            + " ,'cuts':{'nps':{'positive':[4],'neutral':[3],'negative':[1]}} ~ cuts.nps"
      })
  void namesWhatDoesNotGoTogether(String question, String more, String field) {
    String json =
        SURVEY.formatted(CSAT + "," + question, more == null ? "" : more).replace('\'', '"');
    SurveyVersion survey = FactJson.read(json.getBytes(UTF_8), SurveyVersion.class);

    assertThat(SurveyPolicy.check(survey, NOW)).extracting(Violation::field).containsExactly(field);
  }

  @Test
  void letsAskForEachDimensionOfRaterMoreThanOnce() {
    String item =
        "{'questionId':'%s','kind':'scale','metric':'rater-empathy','scale':'agree-7','text':{'en':'x'}}";
    String json =
        SURVEY.formatted(item.formatted("a") + "," + item.formatted("b"), "").replace('\'', '"');

    assertThat(SurveyPolicy.check(FactJson.read(json.getBytes(UTF_8), SurveyVersion.class), NOW))
        .isEmpty();
  }
}
