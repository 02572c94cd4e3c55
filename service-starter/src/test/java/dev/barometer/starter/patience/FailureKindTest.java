package dev.barometer.starter.patience;

import static dev.barometer.starter.patience.FailureKind.LOST_PLACE;
import static dev.barometer.starter.patience.FailureKind.OUTAGE;
import static dev.barometer.starter.patience.FailureKind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoTimeoutException;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

class FailureKindTest {

  @Test
  void aPlaceIsLost_whenTheGroupWentOn() {
    assertThat(
            List.of(
                new CommitFailedException(),
                new RebalanceInProgressException(),
                new UnknownMemberIdException("gone"),
                new IllegalGenerationException("old"),
                new FencedInstanceIdException("another"),
                new FencedMemberEpochException("old"),
                new ProducerFencedException("another"),
                new InvalidProducerEpochException("old"),
                new WakeupException(),
                new MongoInterruptedException("for no reason", null)))
        .allSatisfy(
            failure -> {
              assertThat(FailureKind.of(failure)).isEqualTo(LOST_PLACE);
              assertThat(FailureKind.of(wrapped(failure))).isEqualTo(LOST_PLACE);
            });
  }

  @Test
  void aPlaceIsLost_whenTheConsumerComplainsThatItHasNoSuchPartition() {
    try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
      Throwable none = catchThrowable(() -> consumer.seek(new TopicPartition("t", 0), 7));

      assertThat(none).isInstanceOf(IllegalStateException.class);
      assertThat(FailureKind.of(none)).isEqualTo(LOST_PLACE);
    }
  }

  @Test
  void itIsAnOutage_whenStoreOrBrokerAreAway_orFull_orForgot() {
    assertThat(
            List.of(
                new TimeoutException("no answer"),
                new RetriableCommitFailedException("later"),
                new OutOfOrderSequenceException("forgot"),
                new UnknownProducerIdException("forgot"),
                new MongoTimeoutException("no server"),
                new MongoException(14031, "out of disk space"),
                new DataAccessResourceFailureException("away")))
        .allSatisfy(failure -> assertThat(FailureKind.of(wrapped(failure))).isEqualTo(OUTAGE));
  }

  @Test
  void itIsAnOutage_whenAProducerRefusesWhatFollowsAFailure() {
    try (var producer = new MockProducer<byte[], byte[]>()) {
      assertThat(FailureKind.of(catchThrowable(producer::beginTransaction))).isEqualTo(OUTAGE);
    }
  }

  @Test
  void anythingElseIsUnknown() {
    assertThat(
            List.of(
                new IllegalStateException("ours"),
                new NullPointerException(),
                new DuplicateKeyException("twice"),
                new MongoException(18, "authentication failed"),
                new AuthorizationException("not allowed")))
        .allSatisfy(failure -> assertThat(FailureKind.of(wrapped(failure))).isEqualTo(UNKNOWN));
    assertThat(FailureKind.of(new StackOverflowError())).isEqualTo(UNKNOWN);
  }

  @Test
  void aFailureThatCausesItselfIsUnknown() {
    var outer = new IllegalStateException("outer");
    outer.initCause(new IllegalStateException("inner", outer));

    assertThat(FailureKind.of(outer)).isEqualTo(UNKNOWN);
  }

  /** As a listener's container hands it over. */
  private static Exception wrapped(Exception failure) {
    return new ListenerExecutionFailedException("listener", new KafkaException("batch", failure));
  }
}
