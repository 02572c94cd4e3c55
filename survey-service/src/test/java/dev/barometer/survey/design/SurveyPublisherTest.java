package dev.barometer.survey.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyPublisherTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", "50%", "a;b", ".", ".."})
  void takesNoId_thatNoAddressCanHave(String id) {
    try (Database database = new Database()) {
      var surveys = new SurveyRepository(database.mongo());
      Broker broker = Broker.thatAcknowledges();
      var publisher =
          new SurveyPublisher(
              surveys, broker.publisherTo(Topics.SURVEYS), broker.auditLog(), Clock.systemUTC());
      SurveyVersion desk = SurveyFixtures.desk();
      SurveyVersion asked =
          new SurveyVersion(
              id,
              1,
              1,
              SurveyVersion.DRAFT,
              desk.title(),
              null,
              desk.questions(),
              null,
              null,
              SurveyFixtures.NOW);

      assertThatThrownBy(() -> publisher.create(asked))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused ->
                  assertThat(refused.violations())
                      .extracting(Violation::field)
                      .containsExactly("surveyId"));
      assertThat(surveys.all()).isEmpty();
    }
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
            SurveyFixtures.NOW);

    assertThat(SurveyView.of(List.of(first, second)).newest()).isEqualTo(second);
  }

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
