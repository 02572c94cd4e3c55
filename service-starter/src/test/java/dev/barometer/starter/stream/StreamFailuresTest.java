package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

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

  @Test
  void namesTheTaskWhoseStateIsDamaged_whereverItStands() {
    var corrupt =
        new RocksDBException("bad", new Status(Status.Code.Corruption, Status.SubCode.None, ""));
    var opening =
        new ProcessorStateException(
            "Error opening store tallies at location /s/app/1_12/rocksdb/t", corrupt);
    var reading =
        new StreamsException(
            "in process", new ProcessorStateException("get", corrupt), new TaskId(0, 3));

    assertThat(StreamFailures.damagedTask(new StreamsException(opening))).contains("1_12");
    assertThat(StreamFailures.damagedTask(reading)).contains("0_3");
    assertThat(StreamFailures.passes(reading)).isFalse();
  }

  @Test
  void aFullDiskPasses_andLeavesTheStateWhereItIs() {
    var full =
        new RocksDBException("full", new Status(Status.Code.IOError, Status.SubCode.NoSpace, ""));
    var failure =
        new StreamsException(
            "in process", new ProcessorStateException("put", full), new TaskId(0, 3));

    assertThat(StreamFailures.damagedTask(failure)).isEmpty();
    assertThat(StreamFailures.passes(failure)).isTrue();
  }
}
