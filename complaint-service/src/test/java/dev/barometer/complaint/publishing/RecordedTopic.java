package dev.barometer.complaint.publishing;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.starter.fact.Outgoing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.common.errors.TimeoutException;

/** A topic in memory, with a broker that can be away. */
final class RecordedTopic implements Function<Outgoing, CompletableFuture<Void>> {
  private final List<Outgoing> records = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile Runnable beforeAcknowledging = () -> {};

  @Override
  public CompletableFuture<Void> apply(Outgoing record) {
    if (away) {
      return CompletableFuture.failedFuture(new TimeoutException("broker away"));
    }
    records.add(record);
    Runnable meanwhile = beforeAcknowledging;
    beforeAcknowledging = () -> {};
    meanwhile.run();
    return CompletableFuture.completedFuture(null);
  }

  void brokerIsAway(boolean away) {
    this.away = away;
  }

  /** What happens once, after the next record is on the topic and before its sender knows. */
  void beforeAcknowledging(Runnable meanwhile) {
    this.beforeAcknowledging = meanwhile;
  }

  List<Outgoing> records() {
    return records;
  }

  /** Event ids, as they lie on the topic, by revision: {@code 1, 2, 3}. */
  List<Long> revisions() {
    return records.stream().map(record -> ((Complaint) record.value()).revision()).toList();
  }
}
