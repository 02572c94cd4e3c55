package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamFailuresTest {

  @Test
  void aBrokerThatIsAwayPasses() {
    assertThat(StreamFailures.passes(new StreamsException(new TimeoutException("no answer"))))
        .isTrue();
  }

  @Test
  void aProducerThatIsOutOfStepPasses() {
    try (var producer = new MockProducer<byte[], byte[]>()) {
      Throwable outOfStep = catchThrowable(producer::beginTransaction);

      assertThat(outOfStep).isInstanceOf(IllegalStateException.class);
      assertThat(StreamFailures.passes(new StreamsException("in process", outOfStep))).isTrue();
    }
  }

  @Test
  void whatAKilledBrokerForgotPasses() {
    assertThat(List.of(new InvalidTxnStateException("ended"), new ProducerFencedException("newer")))
        .allMatch(forgotten -> StreamFailures.passes(new StreamsException("commit", forgotten)));
  }

  @Test
  void aMistakeOfOursDoesNotPass() {
    assertThat(StreamFailures.passes(new StreamsException(new IllegalStateException("ours"))))
        .isFalse();
    assertThat(StreamFailures.passes(new UnsatisfiedLinkError("no library"))).isFalse();
  }
}
