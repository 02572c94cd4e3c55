package dev.barometer.survey.campaign;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerPolicyTest {
  private static final String CAMPAIGN =
      "{'campaignId':'c','surveyId':'desk','channel':'mail','trigger':{%s}}";

  private static List<Violation> check(String trigger) {
    byte[] json = CAMPAIGN.formatted(trigger).replace('\'', '"').getBytes(UTF_8);
    return FactJson.read(json, CampaignRequest.class).check(MONDAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'on':'renewal' ~ trigger.before",
        "'on':'renewal','before':'PT5H' ~ trigger.before",
        "'on':'renewal','before':'P0D' ~ trigger.before",
        "'on':'renewal','before':'P2Y' ~ trigger.before",
        "'on':'ticket-resolved','before':'P6M' ~ trigger.before",
        "'on':'schedule' ~ trigger.cron",
        "'on':'milestone','cron':'0 0 9 * * *' ~ trigger.cron",
        "'on':'schedule','cron':'0 0 9 * * *','zone':'Mars/North' ~ trigger.zone",
        "'on':'schedule','cron':'0 0 9 * * *','requestersOf':'long' ~ trigger.requestersOf",
        "'on':'manual','zone':'UTC' ~ trigger.zone",
        "'on':'whenever' ~ trigger.on"
      })
  void namesWhatIsWrong(String trigger, String field) {
    assertThat(check(trigger)).extracting(Violation::field).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'on':'renewal','before':'P6M'",
        "'on':'renewal','before':'P90D','zone':'Asia/Seoul'",
        "'on':'schedule','cron':'0 0 9 1 */3 *','requestersOf':'P3M'",
        "'on':'complaint-closed'",
        "'on':'manual'"
      })
  void takesWhatIsSound(String trigger) {
    assertThat(check(trigger)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 9 1 */3 *, true", "0 0 9 * * MON-FRI, true", "0 0 9 L * *, true", "@daily, true",
    "every day, false", "* * * * * *, false", "0 */30 * * * *, false", "0 0 0 31 2 *, false"
  })
  void letsASchedulePassThatAsksSomeTime_andNotAllTheTime(String cron, boolean sound) {
    assertThat(CronReader.wrong(cron, MONDAY) == null).isEqualTo(sound);
  }

  /** The days of the zone it was made for, also where its clocks change. */
  @Test
  void firesByTheDaysOfItsZone() {
    Trigger trigger = new Trigger("schedule", null, "0 0 9 * * *", "Europe/Berlin", null);
    CronReader schedule = CronReader.of(trigger);

    assertThat(
            schedule.between(
                Instant.parse("2026-10-24T07:00:00Z"), Instant.parse("2026-10-26T08:00:00Z"), 9))
        .containsExactly(
            Instant.parse("2026-10-24T07:00:00Z"), Instant.parse("2026-10-25T08:00:00Z"));
    assertThat(schedule.last(Instant.parse("2026-10-24T07:00:00Z"), MONDAY))
        .isEqualTo("2026-11-23T08:00:00Z");
  }
}
