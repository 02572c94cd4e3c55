package dev.barometer.starter.fact;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/**
 * Makes the consumer functions of bindings in batch mode; the failure policy, dead letters, meters
 * and positions are applied here, once for all.
 */
public final class FactConsumers {

  /**
   * A consumer of one topic: decodes and checks each record, puts bad ones into the dead letters,
   * hands the good ones over, then stores the position.
   *
   * @param handler may throw what the store throws while it is away: the batch is tried again
   */
  public <T> Consumer<Message<List<byte[]>>> reading(
      String topic, Class<T> type, BatchHandler<T> handler) {
    throw new UnsupportedOperationException("being built: " + topic + type + handler);
  }
}
