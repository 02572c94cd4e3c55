package dev.barometer.survey.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SurveyPublisherTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Somebody retires the version, and dies, while it is told that it is published. */
  @Test
  void tellsTheNewerStateAsWell_whenItBecameThatMeanwhile() {
    try (Database database = new Database()) {
      var surveys = new SurveyRepository(database.mongo());
      Broker slow = Broker.thatWaits();
      var publisher =
          new SurveyPublisher(
              surveys,
              slow.publisherTo(Topics.SURVEYS),
              Broker.thatAcknowledges().auditLog(),
              Clock.systemUTC());
      publisher.create(SurveyFixtures.desk());

      CompletableFuture<SurveyVersion> publishing =
          CompletableFuture.supplyAsync(() -> publisher.publish("desk", 1, null));
      await().atMost(LONGEST).until(() -> slow.records().size() == 1);
      SurveyVersion published = surveys.find("desk", 1).orElseThrow();
      surveys.replace(published, published.become(SurveyVersion.RETIRED, published.changedAt()));
      slow.acknowledgeNext();
      await().atMost(LONGEST).until(() -> slow.records().size() == 2);
      slow.acknowledgeNext();
      publishing.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();

      assertThat(slow.values().get(1)).contains("\"retired\"");
      assertThat(surveys.untold()).isEmpty();
    }
  }
}
