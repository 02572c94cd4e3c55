package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void everyMetricOfTheContractIsKnown() {
    assertThat(Metrics.all())
        .extracting(Metric::id)
        .containsExactlyInAnyOrder(
            "nps",
            "happiness",
            "csat",
            "response-rate",
            "response-rate-delivered",
            "sla",
            "reopen-rate",
            "first-contact-resolution",
            "escalation-rate",
            "complaint-sla",
            "complaint-repeat-rate",
            "ces",
            "rater-reliability",
            "rater-assurance",
            "rater-tangibles",
            "rater-empathy",
            "rater-responsiveness",
            "sentiment",
            "art",
            "first-response-time",
            "waiting-time",
            "lost-time",
            "complaint-handling-time",
            "tickets-opened",
            "tickets-closed",
            "responses",
            "mentions",
            "complaints");
  }

  @Test
  void aMetricIsFoundByItsId() {
    for (Metric metric : Metrics.all()) {
      assertThat(Metrics.find(metric.id())).contains(metric);
    }
    assertThat(Metrics.find("net-promoter")).isEmpty();
  }

  @Test
  void whatPeopleSaidIsAnOpinion_whatTicketsShowIsNot() {
    assertThat(Metrics.all())
        .filteredOn(Metric::opinion)
        .allMatch(metric -> metric.family() == Family.CHOICE || metric.equals(Metrics.LOST_TIME));
    assertThat(Metrics.all()).filteredOn(Metric::opinion).hasSize(11);
  }
}
