package dev.barometer.complaint.rule;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.rated;
import static dev.barometer.complaint.ResponseFixtures.responseWith;
import static dev.barometer.complaint.ResponseFixtures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as managers send them, and what they match. */
class RuleKindsTest {

  @Test
  void matchesTheSame_whenTheDefaultIsSentAsItIsShown() {
    byte[] shown = FactJson.write(RuleList.DEFAULT);

    assertThat(FactJson.read(shown, RuleListRequest.class).toRules(MONDAY))
        .isEqualTo(RuleList.DEFAULT.rules());
  }

  @Test
  void letsTheOrderDecide() {
    String csat = "{'ruleId':'c','on':'csat'}";
    String nps = "{'ruleId':'n','on':'nps','to':6}";
    Response both = responseWith(nps(1), rated("csat", "5", 1));

    assertThat(ruleOf(both, csat, nps)).contains("c");
    assertThat(ruleOf(both, nps, csat)).contains("n");
    assertThat(ruleOf(both, csat.replace("'on'", "'enabled':false,'on'"), nps)).contains("n");
  }

  @Test
  void goesByItsLimits() {
    String rule = "{'ruleId':'n','on':'nps','from':3,'to':4,'severeUpTo':3,'kind':'complaint'}";

    assertThat(ruleOf(responseWith(nps(2)), rule)).isEmpty();
    assertThat(ruleOf(responseWith(nps(5)), rule)).isEmpty();
    assertThat(verdict(responseWith(nps(3)), rule).orElseThrow().severity())
        .isEqualTo(Severity.SEVERE);
    assertThat(verdict(responseWith(nps(4)), rule).orElseThrow().severity())
        .isEqualTo(Severity.NORMAL);
    assertThat(verdict(responseWith(nps(4)), rule).orElseThrow().kind()).isEqualTo("complaint");
  }

  @Test
  void knowsTheWorstPointsOfTheRaterMetricItNames() {
    String rule = "{'ruleId':'e','on':'rater','metric':'rater-empathy','to':2,'severeUpTo':1}";

    assertThat(ruleOf(responseWith(rated("rater-empathy", "agree-7", 2)), rule)).contains("e");
    assertThat(ruleOf(responseWith(rated("rater-empathy", "agree-7", 3)), rule)).isEmpty();
    assertThat(ruleOf(responseWith(rated("rater-assurance", "agree-7", 1)), rule)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "I will SUE you, true",
    "this issue is solved, false",
    "sued, false",
    "'my   lawyer\nwrites', true",
    "我要投诉你们, true",
    "当場就解決了, false",
    "환불을 원합니다, true",
    "ＬＡＷＹＥＲ, true"
  })
  void findsPhrasesAsTheirScriptWritesWords(String words, boolean found) {
    String rule =
        "{'ruleId':'k','on':'keyword','severity':'severe',"
            + "'phrases':{'en':['sue','my lawyer','lawyer'],'zh-CN':['投诉'],'ko':['환불']}}";

    Optional<Verdict> verdict = verdict(responseWith(nps(9), text(words)), rule);

    assertThat(verdict.isPresent()).isEqualTo(found);
    verdict.ifPresent(one -> assertThat(one.said().text()).isEqualTo(words));
    verdict.ifPresent(one -> assertThat(one.severity()).isEqualTo(Severity.SEVERE));
  }

  @Test
  void goesOnlyForWhatItNames() {
    String of = "{'ruleId':'n','on':'nps','to':6,'only':{'team':['Group 56'],'channel':['web']}}";

    assertThat(ruleOf(responseWith(nps(1)), of)).contains("n");
    assertThat(ruleOf(responseWith(nps(1)), of.replace("56", "57"))).isEmpty();
    assertThat(ruleOf(responseWith(nps(1)), of.replace("web", "phone"))).isEmpty();
  }

  @Test
  void putsARuleOnRepetitionFirst_whenThePersonHadAsManyCasesLately() {
    String repetition =
        "{'ruleId':'again','on':'repetition','times':3,'days':10,'kind':'complaint',"
            + "'severity':'severe'}";
    Verdict verdict =
        verdict(responseWith(nps(5)), repetition, "{'ruleId':'n','on':'nps','to':6}").orElseThrow();
    Duration day = Duration.ofDays(1);

    assertThat(verdict.rule()).isEqualTo("n");
    assertThat(verdict.after(List.of(MONDAY.minus(day))).rule()).isEqualTo("n");
    assertThat(verdict.after(List.of(MONDAY.minus(day), MONDAY.minus(day.multipliedBy(11)))).rule())
        .isEqualTo("n");
    assertThat(verdict.after(List.of(MONDAY.minus(day), MONDAY.plus(day))).rule()).isEqualTo("n");
    Verdict third = verdict.after(List.of(MONDAY.minus(day), MONDAY.minus(day.multipliedBy(9))));
    assertThat(third.rule()).isEqualTo("again");
    assertThat(third.kind()).isEqualTo("complaint");
    assertThat(third.severity()).isEqualTo(Severity.SEVERE);
    assertThat(ruleOf(responseWith(nps(9)), repetition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ruleId':'n','on':'nps','from':11,'to':6} | rules[0].from",
        "{'ruleId':'n','on':'nps','from':5,'to':4} | rules[0].from",
        "{'ruleId':'n','on':'nps'} | rules[0].to",
        "{'ruleId':'n','on':'nps','to':6,'times':2} | rules[0].times",
        "{'ruleId':'n','on':'weather'} | rules[0].on",
        "{'on':'csat'} | rules[0].ruleId",
        "{'ruleId':'n','on':'csat','severity':'awful'} | rules[0].severity",
        "{'ruleId':'n','on':'rater','metric':'nps','to':2} | rules[0].metric",
        "{'ruleId':'n','on':'keyword','phrases':{'en':[' ']}} | rules[0].phrases.en",
        "{'ruleId':'n','on':'keyword'} | rules[0].phrases",
        "{'ruleId':'n','on':'repetition','times':1,'days':3} | rules[0].times",
        "{'ruleId':'by-hand','on':'by-hand'},{'ruleId':'n','on':'csat'} | rules[0].on",
        "{'ruleId':'by-hand','on':'by-hand','enabled':false} | rules[0].enabled",
        "{'ruleId':'by-hand','on':'csat'} | rules[0].ruleId",
        "{'ruleId':'n','on':'csat'},{'ruleId':'n','on':'ces'} | rules[1].ruleId"
      })
  void namesTheFieldThatIsWrong(String rules, String field) {
    assertThatThrownBy(() -> list(rules))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused ->
                assertThat(refused.violations()).extracting(Violation::field).contains(field));
  }

  @Test
  void putsWhatIsTakenDownByHandLast_whereThatIsLeftOut() {
    assertThat(list("{'ruleId':'n','on':'csat'}"))
        .extracting(Rule::ruleId)
        .containsExactly("n", "by-hand");
  }

  private static Optional<String> ruleOf(Response response, String... rules) {
    return verdict(response, rules).map(Verdict::rule);
  }

  private static Optional<Verdict> verdict(Response response, String... rules) {
    return new EscalationPolicy(new RuleList(2, list(String.join(",", rules)))).verdictOn(response);
  }

  private static List<Rule> list(String rules) {
    byte[] body = ("{'rules':[" + rules + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return FactJson.read(body, RuleListRequest.class).toRules(MONDAY);
  }
}
