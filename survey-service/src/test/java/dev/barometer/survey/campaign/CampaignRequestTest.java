package dev.barometer.survey.campaign;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignRequestTest {
  private static final String SOUND =
      "{'campaignId':'c','surveyId':'desk','trigger':{'on':'ticket-resolved'},'channel':'mail'%s}";

  private static CampaignRequest read(String more) {
    return FactJson.read(
        SOUND.formatted(more).replace('\'', '"').getBytes(UTF_8), CampaignRequest.class);
  }

  @Test
  void isWhatTheContractSays_whereNothingElseIsSaid() {
    Campaign usual = read("").toCampaign(MONDAY);

    assertThat(usual.status()).isEqualTo("stopped");
    assertThat(usual.sampling()).isEqualTo(1);
    assertThat(usual.expiry()).isEqualTo(Duration.ofDays(14));
    assertThat(usual.coolDown()).isEqualTo(Duration.ofDays(30));
    assertThat(usual.maximumAge()).isEqualTo(Duration.ofDays(7));
    assertThat(usual.mostPer30Days()).isNull();
  }

  @Test
  void comesBackAsItWas() {
    Campaign campaign = campaign();
    CampaignView shown = CampaignView.of(campaign, null);
    CampaignRequest again = FactJson.read(FactJson.write(shown), CampaignRequest.class);

    assertThat(again.toCampaign(1, Campaign.RUNNING, campaign.changedAt())).isEqualTo(campaign);
    assertThat(shown.coolDown()).isEqualTo("P30D");
    assertThat(shown.delay()).isEqualTo("PT1H");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'delay':'soon' ~ delay",
        "'delay':'P1M' ~ delay",
        "'coolDown':'-P1D' ~ coolDown",
        "'coolDown':'P401D' ~ coolDown",
        "'sampling':0 ~ sampling",
        "'sampling':1.5 ~ sampling",
        "'expiry':'PT0S' ~ expiry",
        "'expiry':'P7D','reminders':['P3D','P7D'] ~ reminders[1]",
        "'reminders':['P3D','P2D'] ~ reminders[1]",
        "'condition':{'colour':['red']} ~ condition.colour",
        "'condition':{'priority':[]} ~ condition.priority",
        "'excluded':{'requester':[' ']} ~ excluded.requester[0]",
        "'coolDownOver':'nothing' ~ coolDownOver",
        "'mostPer30Days':0 ~ mostPer30Days",
        "'maximumAge':'PT0S' ~ maximumAge"
      })
  void namesTheFieldThatIsWrong(String more, String field) {
    assertThat(read("," + more).check(MONDAY)).extracting(Violation::field).containsExactly(field);
  }

  @Test
  void needsAnIdASurveyATriggerAndAChannel() {
    CampaignRequest nothing = FactJson.read("{}".getBytes(UTF_8), CampaignRequest.class);

    assertThat(nothing.check(MONDAY))
        .extracting(Violation::field)
        .containsExactlyElementsOf(List.of("campaignId", "surveyId", "trigger", "channel"));
  }
}
