package dev.barometer.complaint.publishing;

import static dev.barometer.complaint.CaseFixtures.joined;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.contract.Topics;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.json.FactJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class ComplaintPublisherTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NOW = MONDAY;
  private static final Instant AFTER_THE_LEASE = NOW.plus(LEASE).plusMillis(1);

  private final CaseRepository cases = CaseFixtures.casesIn(DATABASE.mongo());
  private final RecordedTopic topic = new RecordedTopic();
  private final ComplaintPublisher publisher = instanceAt(NOW);

  private Case written;

  @BeforeEach
  void writeCase() {
    written = cases.put(null, openCase("C-1")).orElseThrow();
  }

  @Test
  void sendsTheCaseAndClearsIt() throws Exception {
    assertThat(publisher.send(List.of("C-1")).unfinished()).isEmpty();

    assertThat(topic.records())
        .containsExactly(
            new Outgoing(
                Topics.COMPLAINTS,
                "C-1",
                written.toComplaint(),
                "C-1-1",
                "/barometer/complaint-service",
                "dev.barometer.complaint.opened",
                MONDAY));
    assertThat(document().unsent()).isNull();
    assertThat(document().lease()).isNull();
    assertThat(publisher.waiting(10)).isEmpty();
  }

  @Test
  void findsAsTextWhatThereIsToTell() {
    Document kept = DATABASE.mongo().findById("C-1", Document.class, CaseDocument.COLLECTION);

    assertThat(kept).isNotNull();
    assertThat(kept.getList("unsent", Document.class).get(0).get("complaint"))
        .isEqualTo(new String(FactJson.write(written.toComplaint()), StandardCharsets.UTF_8));
  }

  @Test
  void sendsWhatAnOlderVersionHasKeptAsFields() throws Exception {
    var event = Objects.requireNonNull(document().unsent()).get(0);
    var asFields = new Document();
    DATABASE.mongo().getConverter().write(event.complaint(), asFields);
    DATABASE
        .mongo()
        .updateFirst(
            Query.query(where("_id").is("C-1")),
            new Update().set("unsent.0.complaint", asFields),
            CaseDocument.COLLECTION);

    publisher.send(List.of("C-1"));

    assertThat(topic.records())
        .extracting(Outgoing::value)
        .isEqualTo(List.of(written.toComplaint()));
  }

  @Test
  void sendsNothing_whenNothingIsUnsent() throws Exception {
    publisher.send(List.of("C-1"));

    assertThat(publisher.send(List.of("C-1", "C-unknown")).unfinished()).isEmpty();
    assertThat(topic.revisions()).containsExactly(1L);
  }

  @Test
  void sendsAllInOrder_whenSeveralChangesWait() throws Exception {
    change();
    change();

    assertThat(publisher.send(List.of("C-1")).unfinished()).isEmpty();

    assertThat(topic.revisions()).containsExactly(1L, 2L, 3L);
    assertThat(document().unsent()).isNull();
  }

  @Test
  void sendsWhatWasWritten_whenTheProcessDiedBetweenWriteAndSend() throws Exception {
    ComplaintPublisher restarted = instanceAt(NOW);

    restarted.send(restarted.waiting(10));

    assertThat(topic.revisions()).containsExactly(1L);
  }

  @Test
  void sendsTheSameEventAgain_whenTheProcessDiedBetweenSendAndClear() throws Exception {
    topic.beforeAcknowledging(
        () -> {
          throw new IllegalStateException("killed");
        });
    assertThatThrownBy(() -> publisher.send(List.of("C-1"))).hasMessage("killed");

    assertThat(instanceAt(NOW).waiting(10)).isEmpty();
    ComplaintPublisher restarted = instanceAt(AFTER_THE_LEASE);
    restarted.send(restarted.waiting(10));

    assertThat(topic.records()).extracting(Outgoing::eventId).containsExactly("C-1-1", "C-1-1");
    assertThat(topic.records().get(0)).isEqualTo(topic.records().get(1));
    assertThat(document().unsent()).isNull();
  }

  @Test
  void keepsTheEvent_whenTheBrokerIsAway() throws Exception {
    topic.brokerIsAway(true);

    assertThatThrownBy(() -> publisher.send(List.of("C-1")))
        .isInstanceOf(UndeliveredException.class)
        .hasMessageContaining("C-1-1");
    assertThat(document().unsent()).hasSize(1);

    topic.brokerIsAway(false);
    publisher.send(List.of("C-1"));
    assertThat(topic.revisions()).containsExactly(1L);
  }

  @Test
  void keepsTheNewerEvent_whenTheCaseChangesDuringSending() throws Exception {
    topic.beforeAcknowledging(this::change);

    assertThat(publisher.send(List.of("C-1")).unfinished()).containsExactly("C-1");
    assertThat(publisher.send(List.of("C-1")).unfinished()).isEmpty();

    assertThat(topic.revisions()).containsExactly(1L, 2L);
  }

  @Test
  void leavesTheCaseAlone_whenAnotherInstanceIsSendingIt() throws Exception {
    topic.beforeAcknowledging(() -> assertThat(send(instanceAt(NOW))).isEmpty());

    publisher.send(List.of("C-1"));

    assertThat(topic.revisions()).containsExactly(1L);
  }

  @Test
  void keepsWhatIsNotDelivered_andAllAfterIt_whenTheBrokerGoesAwayInBetween() throws Exception {
    change();
    change();
    topic.beforeAcknowledging(() -> topic.brokerIsAway(true));

    assertThatThrownBy(() -> publisher.send(List.of("C-1")))
        .isInstanceOf(UndeliveredException.class)
        .hasMessageContaining("C-1-2");
    assertThat(document().unsent()).extracting(CaseEvent::revision).containsExactly(2L, 3L);

    topic.brokerIsAway(false);
    assertThat(publisher.send(List.of("C-1")).unfinished()).isEmpty();
    assertThat(topic.revisions()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void endsWithTheNewestRevision_whenAnInstanceSendsTooLateAndAllElseIsSent() throws Exception {
    ComplaintPublisher other = instanceAt(AFTER_THE_LEASE);
    ComplaintPublisher slow =
        lateInstance(
            () -> {
              change();
              sendAll(other);
            });

    assertThat(slow.send(List.of("C-1")).unfinished()).containsExactly("C-1");
    assertThat(topic.revisions()).containsExactly(1L, 2L, 1L);
    sendAll(slow);

    assertThat(topic.revisions()).containsExactly(1L, 2L, 1L, 2L);
    assertThat(document().unsent()).isNull();
  }

  @Test
  void endsWithTheNewestRevision_whenAnInstanceSendsTooLateAndAllElseIsOnItsWay() throws Exception {
    ComplaintPublisher other = instanceAt(AFTER_THE_LEASE);
    ComplaintPublisher slow =
        lateInstance(
            () -> {
              change();
              // The other has both revisions on the topic, and does not know yet.
              topic.beforeAcknowledging(
                  () ->
                      topic.beforeAcknowledging(
                          () -> {
                            throw new IllegalStateException("other stands still");
                          }));
              assertThatThrownBy(() -> other.send(List.of("C-1")));
            });

    assertThat(slow.send(List.of("C-1")).unfinished()).containsExactly("C-1");
    assertThat(topic.revisions()).containsExactly(1L, 2L, 1L);
    sendAll(slow);

    assertThat(topic.revisions()).containsExactly(1L, 2L, 1L, 1L, 2L);
    assertThat(document().unsent()).isNull();
  }

  @Test
  void tellsOfTheOthers_whenOneCannotBeFollowed() throws Exception {
    cases.put(null, openCase("C-2")).orElseThrow();
    AtomicBoolean isBroken = new AtomicBoolean(true);
    CaseFollower follower =
        changes -> {
          if (isBroken.get() && changes.stream().anyMatch(one -> isOf(one, "C-1"))) {
            throw new IllegalArgumentException("not with this one");
          }
        };
    ComplaintPublisher instance = instanceAt(NOW, follower);

    ComplaintPublisher.Round done = instance.send(List.of("C-1", "C-2"));

    assertThat(done.held()).containsOnlyKeys("C-1");
    assertThat(topic.records()).extracting(Outgoing::key).containsExactly("C-2");
    assertThat(document().unsent()).as("it waits").hasSize(1);
    isBroken.set(false);
    assertThat(instance.send(instance.waiting(10)).held()).isEmpty();
    assertThat(topic.records()).extracting(Outgoing::key).containsExactly("C-2", "C-1");
  }

  @Test
  void keepsAll_whenTheDatabaseIsAwayFromAFollower() {
    ComplaintPublisher instance =
        instanceAt(
            NOW,
            changes -> {
              throw new DataAccessResourceFailureException("away");
            });

    assertThatThrownBy(() -> instance.send(List.of("C-1"))).hasMessage("away");
    assertThat(topic.records()).isEmpty();
    assertThat(document().unsent()).hasSize(1);
  }

  private static boolean isOf(CaseFollower.Followed change, String caseId) {
    return change.current().caseId().equals(caseId);
  }

  private ComplaintPublisher lateInstance(Runnable first) {
    return new ComplaintPublisher(
        repository(), new LateTopic(first), List.of(), LEASE, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Hands a record on only after something else happened: an instance that stood still. */
  private final class LateTopic
      implements java.util.function.Function<
          Outgoing, java.util.concurrent.CompletableFuture<Void>> {
    private Runnable first;

    LateTopic(Runnable first) {
      this.first = first;
    }

    @Override
    public java.util.concurrent.CompletableFuture<Void> apply(Outgoing record) {
      Runnable meanwhile = first;
      first = () -> {};
      meanwhile.run();
      return topic.apply(record);
    }
  }

  private ComplaintPublisher instanceAt(Instant now, CaseFollower... followers) {
    return new ComplaintPublisher(
        repository(), topic, List.of(followers), LEASE, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static PublishingRepository repository() {
    return new PublishingRepository(DATABASE.mongo());
  }

  private void change() {
    Case next = joined(written);
    assertThat(cases.put(written, next)).isPresent();
    written = next;
  }

  private List<String> send(ComplaintPublisher instance) {
    try {
      return instance.send(List.of("C-1")).unfinished();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sendAll(ComplaintPublisher instance) {
    while (!send(instance).isEmpty()) {
      // what changed meanwhile is sent by the next round
    }
  }

  private static CaseDocument document() {
    return DATABASE.mongo().findById("C-1", CaseDocument.class);
  }
}
