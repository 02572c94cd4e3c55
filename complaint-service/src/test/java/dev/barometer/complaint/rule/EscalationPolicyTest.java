package dev.barometer.complaint.rule;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.rated;
import static dev.barometer.complaint.ResponseFixtures.responseWith;
import static dev.barometer.complaint.ResponseFixtures.responseWithNps;
import static dev.barometer.complaint.ResponseFixtures.saying;
import static dev.barometer.complaint.ResponseFixtures.text;
import static dev.barometer.complaint.ResponseFixtures.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Complaint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationPolicyTest {
  private final EscalationPolicy policy = new EscalationPolicy(RuleList.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "nps, 0-10, 0, nps-detractor, SEVERE",
    "nps, 0-10, 2, nps-detractor, SEVERE",
    "nps, 0-10, 3, nps-detractor, NORMAL",
    "nps, 0-10, 6, nps-detractor, NORMAL",
    "nps, 1-10, 1, nps-detractor, SEVERE",
    "nps, 1-10, 6, nps-detractor, NORMAL",
    "csat, 2, 1, csat-negative, NORMAL",
    "csat, 3, 1, csat-negative, NORMAL",
    "csat, 5, 2, csat-negative, NORMAL",
    "csat, 7, 3, csat-negative, NORMAL",
    "csat, 10, 4, csat-negative, NORMAL",
    "ces, effort-5, 4, ces-worst-two, NORMAL",
    "ces, effort-5, 5, ces-worst-two, NORMAL",
    "ces, effort-7, 6, ces-worst-two, NORMAL",
    "ces, effort-7, 7, ces-worst-two, NORMAL",
    "ces, ease-7, 1, ces-worst-two, NORMAL",
    "ces, ease-7, 2, ces-worst-two, NORMAL"
  })
  void escalatesABadRating(String metric, String scale, int point, String rule, Severity severity) {
    var verdict = policy.verdictOn(responseWith(rated(metric, scale, point))).orElseThrow();

    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.severity()).isEqualTo(severity);
    assertThat(verdict.said())
        .isEqualTo(new Complaint.Evidence("r-1", MONDAY, metric, scale, point, null));
  }

  @ParameterizedTest
  @CsvSource({
    "nps, 0-10, 7",
    "nps, 1-10, 10",
    "csat, 2, 2",
    "csat, 3, 2",
    "csat, 5, 3",
    "csat, 7, 4",
    "csat, 10, 5",
    "ces, effort-5, 3",
    "ces, effort-7, 5",
    "ces, effort-7, 1",
    "ces, ease-7, 3",
    "ces, ease-7, 7",
    "happiness, 0-10, 0",
    "rater-empathy, agree-7, 1"
  })
  void leavesAnyOtherRatingAlone(String metric, String scale, int point) {
    assertThat(policy.verdictOn(responseWith(rated(metric, scale, point)))).isEmpty();
  }

  @Test
  void goesByTheCutsOfTheSurvey_whenTheAnswerNamesItsClass() {
    assertThat(policy.verdictOn(responseWith(rated("csat", "5", 3, "negative")))).isPresent();
    assertThat(policy.verdictOn(responseWith(rated("csat", "5", 2, "neutral")))).isEmpty();
  }

  @Test
  void letsTheFirstRuleWin_whateverTheOrderOfTheAnswers() {
    var response = responseWith(rated("ces", "ease-7", 1), rated("csat", "5", 1), nps(5));

    assertThat(policy.verdictOn(response).orElseThrow().rule()).isEqualTo("nps-detractor");
  }

  @Test
  void quotesEverythingThePersonWrote() {
    var response = saying(responseWithNps(1), "Nobody called back.", "Twice!");

    assertThat(policy.verdictOn(response).orElseThrow().said().text())
        .isEqualTo("Nobody called back.\nTwice!");
  }

  @Test
  void quotesNoMoreThanTheContractAllows() {
    var response = saying(responseWithNps(1), "a".repeat(9_000), "b".repeat(9_000));

    assertThat(policy.verdictOn(response).orElseThrow().said().text()).hasSize(10_000);
  }

  @Test
  void neverCutsACharacterInTwo() {
    var response = saying(responseWithNps(1), "a".repeat(9_999), "\uD83D\uDE20");
    var longer = saying(responseWithNps(1), "a".repeat(9_998), "\uD83D\uDE20");

    assertThat(policy.verdictOn(response).orElseThrow().said().text()).hasSize(10_000);
    assertThat(policy.verdictOn(longer).orElseThrow().said().text())
        .isEqualTo("a".repeat(9_998) + "\n");
  }

  @Test
  void leavesWordsAlone_whenThereIsNoRating() {
    assertThat(policy.verdictOn(responseWith(text("Terrible")))).isEmpty();
  }

  @Test
  void leavesAWithdrawnResponseAlone() {
    assertThat(policy.verdictOn(withdrawn(responseWithNps(0), 2))).isEmpty();
  }
}
