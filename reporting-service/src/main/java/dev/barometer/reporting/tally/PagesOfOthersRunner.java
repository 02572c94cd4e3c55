package dev.barometer.reporting.tally;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.position.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Reads along what others write, in a thread of its own, for as long as they do. */
final class PagesOfOthersRunner implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(PagesOfOthersRunner.class);
  private static final Duration AT_REST = Duration.ofMillis(250);
  private static final Duration WAITING = Duration.ofMillis(20);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Function<Collection<TopicPartition>, Map<TopicPartition, Position>> stored;
  private final CountDownLatch ending = new CountDownLatch(1);

  /**
   * @param stored the positions in the database
   */
  PagesOfOthersRunner(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Function<Collection<TopicPartition>, Map<TopicPartition, Position>> stored) {
    this.consumers = consumers;
    this.stored = stored;
  }

  void start(TallyChangesReader changes) {
    Thread thread = new Thread(() -> run(changes), "pages-of-others");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(TallyChangesReader changes) {
    log.info("Others keep tallies, too: reading along which pages they change");
    while (ending.getCount() > 0 && changes.goesOn()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        PagesOfOthersReader reader = new PagesOfOthersReader(consumer);
        while (ending.getCount() > 0 && changes.goesOn()) {
          turn(reader, changes);
        }
      } catch (RuntimeException e) {
        changes.distrust();
        log.warn(
            "It cannot be read which pages others change; the database is asked for all of them",
            LoggedFailure.of(e));
        pause();
      }
    }
  }

  /** Reads on, once; where it is another what is to be read, it begins anew. */
  void turn(PagesOfOthersReader reader, TallyChangesReader changes) {
    TallyChangesReader.Plan plan = changes.plan();
    if (reader.plan() != plan.number()) {
      reader.begin(plan.partitions(), stored.apply(plan.partitions()), plan.number());
      changes.begun(reader);
    } else {
      reader.poll(reader.isWaiting() ? WAITING : AT_REST);
      if (reader.isWaiting()) {
        changes.tell(reader, stored.apply(plan.partitions()));
      }
    }
  }

  private void pause() {
    try {
      if (ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("No more is read of what others write");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending.countDown();
    }
  }

  @Override
  public void destroy() {
    ending.countDown();
  }
}
