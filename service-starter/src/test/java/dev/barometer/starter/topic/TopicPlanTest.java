package dev.barometer.starter.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.waiting.PatientStart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.cloud.stream.binding.OutputBindingLifecycle;

class TopicPlanTest {
  private static final String SEVEN_DAYS = "604800000";
  private static final String THIRTY_DAYS = "2592000000";

  private final List<NewTopic> plan =
      TopicPlan.of(
          new Binder(
                  new MapConfigurationPropertySource(
                      Map.of(
                          "barometer.service",
                          "complaint-service",
                          "barometer.reads",
                          Topics.RESPONSES)))
              .bindOrCreate("barometer", BarometerProperties.class));

  @Test
  void plansEveryTopicAndTheDeadLettersOfWhatIsRead() {
    assertThat(plan)
        .extracting(NewTopic::name)
        .containsAll(Topics.ALL)
        .contains("barometer.responses.complaint-service.dlq")
        .hasSize(Topics.ALL.size() + 1);
    assertThat(plan).allMatch(topic -> topic.numPartitions() == 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Topics.TICKETS,
        Topics.INVITATIONS,
        Topics.RESPONSES,
        Topics.MENTIONS,
        Topics.COMPLAINTS,
        Topics.ACTIONS,
        Topics.TALLIES,
        Topics.SCORES,
        Topics.REPORTS,
        Topics.TOKENS,
        Topics.TOKEN_USES,
        Topics.STAFF
      })
  void keepsTheLastStateForEver_andEveryStepForAWhile_butNoLonger(String topic) {
    assertThat(settings(topic))
        .containsOnly(
            Map.entry("cleanup.policy", "compact"),
            Map.entry("min.compaction.lag.ms", SEVEN_DAYS),
            Map.entry("max.compaction.lag.ms", Long.toString(Duration.ofDays(14).toMillis())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES, Topics.INBOUND_LIFECYCLE})
  void forgetsWhatCameFromOutside(String topic) {
    assertThat(settings(topic))
        .containsOnly(Map.entry("cleanup.policy", "delete"), Map.entry("retention.ms", SEVEN_DAYS));
  }

  @Test
  void keepsActsForMoreThanAYear() {
    assertThat(settings(Topics.AUDIT))
        .containsOnly(
            Map.entry("cleanup.policy", "delete"),
            Map.entry("retention.ms", Long.toString(Duration.ofDays(400).toMillis())));
  }

  @Test
  void keepsDeadLettersForAMonth() {
    assertThat(settings("barometer.responses.complaint-service.dlq"))
        .containsOnly(
            Map.entry("cleanup.policy", "delete"), Map.entry("retention.ms", THIRTY_DAYS));
  }

  @Test
  void comesBeforeEveryBinding() {
    int creation = new TopicCreation(() -> null, plan, PatientStart.withoutPort()).getPhase();

    assertThat(creation)
        .isLessThan(new OutputBindingLifecycle(null, Map.of()).getPhase())
        .isEqualTo(Integer.MIN_VALUE);
  }

  private Map<String, String> settings(String name) {
    return plan.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow()
        .configs();
  }
}
