package dev.barometer.complaint.publishing;

import static dev.barometer.complaint.CaseFixtures.joined;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublishingRunnerTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Duration SELDOM = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final CaseRepository cases = CaseFixtures.casesIn(DATABASE.mongo());
  private final RecordedTopic topic = new RecordedTopic();
  private PublishingRunner runner;

  @AfterEach
  void stop() throws InterruptedException {
    runner.stop();
  }

  @Test
  void sendsAtOnce_whenItIsTold() {
    start(SELDOM);
    Case open = openCase("C-1");
    cases.put(null, open);
    cases.put(open, joined(open));

    runner.soon("C-1");

    await().untilAsserted(() -> assertThat(topic.revisions()).containsExactly(1L, 2L));
  }

  @Test
  void findsWhatNobodyTold_whenItSweeps() {
    start(OFTEN);

    cases.put(null, openCase("C-1"));

    await().untilAsserted(() -> assertThat(topic.revisions()).containsExactly(1L));
  }

  @Test
  void sendsAllThatWaited_whenItStarts() {
    IntStream.range(0, 250).forEach(i -> cases.put(null, openCase("C-" + i)));

    start(SELDOM);

    await().untilAsserted(() -> assertThat(topic.records()).hasSize(250));
  }

  @Test
  void losesNothingAndSaysSo_whenTheBrokerIsAway() {
    topic.brokerIsAway(true);
    start(OFTEN);
    cases.put(null, openCase("C-1"));
    await().untilAsserted(() -> assertThat(runner.trouble()).isPresent());

    topic.brokerIsAway(false);

    await().untilAsserted(() -> assertThat(topic.revisions()).containsExactly(1L));
    await().untilAsserted(() -> assertThat(runner.trouble()).isEmpty());
  }

  private void start(Duration sweep) {
    var publisher =
        new ComplaintPublisher(
            new PublishingRepository(DATABASE.mongo()),
            topic,
            List.of(),
            Duration.ofSeconds(30),
            Clock.systemUTC());
    runner = new PublishingRunner(publisher, sweep, Duration.ofMillis(100));
    runner.start();
  }
}
