package dev.barometer.complaint.rehearsal;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static dev.barometer.complaint.ResponseFixtures.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.complaint.rule.RuleListRequest;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private final DryRun run =
      new DryRun(
          policy(
              "{'ruleId':'again','on':'repetition','times':2,'days':7,'kind':'complaint'},"
                  + "{'ruleId':'n','on':'nps','to':3,'severeUpTo':0}"),
          new EscalationPolicy(RuleList.DEFAULT));

  @Test
  void tellsTheDifferenceBetweenTheLists() {
    take(said("r-1", 1, "INC1", "u-1", 0, 6));
    take(said("r-2", 1, "INC2", "u-2", 1, 2));
    take(said("r-3", 1, "INC2", "u-2", 2, 3));
    take(said("r-4", 1, "INC3", "u-2", 3, 3));
    take(said("r-5", 1, "INC4", "u-4", 4, 9));

    DryRun.Result result = run.result();

    assertThat(result.read()).isEqualTo(5);
    assertThat(result.tried())
        .isEqualTo(
            new DryRun.Counts(3, 2, Map.of("again", 1, "n", 2), Map.of("normal", 3, "severe", 0)));
    assertThat(result.standing())
        .isEqualTo(
            new DryRun.Counts(4, 3, Map.of("nps-detractor", 4), Map.of("normal", 3, "severe", 1)));
    assertThat(result.added()).isZero();
    assertThat(result.dropped()).isEqualTo(1);
    assertThat(result.changed()).isEqualTo(3);
    assertThat(result.items())
        .extracting(DryRun.Item::responseId)
        .containsExactly("r-4", "r-3", "r-2");
    assertThat(result.items().get(0).rule()).isEqualTo("again");
    assertThat(result.items().get(0).standingRule()).isEqualTo("nps-detractor");
    assertThat(result.items().get(0).team()).isEqualTo("Group 56");
  }

  @Test
  void countsWhatIsTrueOfAResponseInTheEnd() {
    take(said("r-1", 1, "INC1", "u-1", 0, 1));
    take(said("r-1", 2, "INC1", "u-1", 0, 9));
    take(said("r-2", 1, "INC2", "u-1", 0, 1));
    take(withdrawn(said("r-2", 1, "INC2", "u-1", 0, 1), 2));
    take(said("r-3", 1, "INC3", "u-1", 0, 1));
    run.take("r-3", null);

    assertThat(run.result().items()).isEmpty();
    assertThat(run.kept()).isZero();
  }

  private void take(Response response) {
    run.take(response.responseId(), response);
  }

  private static Response said(
      String id, long revision, String ticket, String person, int seconds, int point) {
    return response(id, revision, ticket, person, MONDAY.plusSeconds(seconds), nps(point));
  }

  private static EscalationPolicy policy(String rules) {
    byte[] body = ("{'rules':[" + rules + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new EscalationPolicy(
        new RuleList(2, FactJson.read(body, RuleListRequest.class).toRules(MONDAY)));
  }
}
