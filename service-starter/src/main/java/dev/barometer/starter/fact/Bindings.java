package dev.barometer.starter.fact;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.patience.Watched;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Gives every binding the failure policy, says in the health which of them fail, and starts those
 * again that have stopped otherwise than by being told to.
 */
final class Bindings
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>>,
        HealthIndicator,
        Watched {
  private static final Logger log = LoggerFactory.getLogger(Bindings.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A topic that is deleted and made anew in between is read under the old one's positions. */
  private static final int LOOKS_BETWEEN_TOPICS = 30;

  /** What was just assigned again is not assigned once more. */
  private static final int LOOKS_BETWEEN_LOSSES = 5;

  private final Troubles troubles;
  private final Supplier<Set<String>> madeAnew;
  private final Supplier<Set<TopicPartition>> lost;
  private final FailurePolicy.ReadAgain again;
  private int looks;
  private final List<Binding> bindings = new CopyOnWriteArrayList<>();

  /**
   * @param madeAnew the topics that have another id than when reading them began
   * @param lost the partitions of which the store has lost what was read
   * @param again where to read on after a failure
   */
  Bindings(
      Troubles troubles,
      Supplier<Set<String>> madeAnew,
      Supplier<Set<TopicPartition>> lost,
      FailurePolicy.ReadAgain again) {
    this.troubles = troubles;
    this.madeAnew = madeAnew;
    this.lost = lost;
    this.again = again;
  }

  @Override
  @SuppressWarnings("unchecked") // the policy hands batches on as they are
  public void configure(
      AbstractMessageListenerContainer<?, ?> container, String topic, String group) {
    FailurePolicy policy = new FailurePolicy(topic, troubles, again);
    container.setCommonErrorHandler(policy);
    ((AbstractMessageListenerContainer<Object, Object>) container).setBatchInterceptor(policy);
    bindings.add(new Binding(topic, container, policy));
  }

  @Override
  public void look() {
    bindings.forEach(Binding::look);
    if (++looks % LOOKS_BETWEEN_TOPICS == 0) {
      assignAgainWhatWasMadeAnew();
    }
    if (looks % LOOKS_BETWEEN_LOSSES == 0) {
      assignAgainWhatWasLost();
    }
  }

  private void assignAgainWhatWasMadeAnew() {
    try {
      Set<String> topics = madeAnew.get();
      assignAgain(partition -> topics.contains(partition.topic()));
    } catch (RuntimeException e) {
      log.debug("The broker does not tell its topics", e);
    }
  }

  /** A reader with nothing to do would not notice it. */
  private void assignAgainWhatWasLost() {
    try {
      Set<TopicPartition> partitions = lost.get();
      assignAgain(partitions::contains);
    } catch (RuntimeException e) {
      log.debug("The store does not tell what it has kept", e);
    }
  }

  private void assignAgain(Predicate<TopicPartition> wanted) {
    bindings.stream()
        .map(Binding::container)
        .filter(container -> container.isRunning() && reads(container, wanted))
        .forEach(AbstractMessageListenerContainer::enforceRebalance);
  }

  private static boolean reads(
      AbstractMessageListenerContainer<?, ?> container, Predicate<TopicPartition> wanted) {
    Collection<TopicPartition> assigned = container.getAssignedPartitions();
    return assigned != null && assigned.stream().anyMatch(wanted);
  }

  @Override
  public Health health() {
    Map<String, String> failing = new TreeMap<>();
    for (Binding binding : bindings) {
      String why = troubles.reasons().get(binding.topic);
      if (why != null || binding.hasStopped()) {
        failing.put(binding.topic, why == null ? "stopped" : why);
      }
    }
    return failing.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("failing", failing).build();
  }

  private final class Binding {
    private final String topic;
    private final AbstractMessageListenerContainer<?, ?> container;
    private final FailurePolicy policy;
    private GrowingPause pauses = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    private long startAt;
    private boolean waiting;

    Binding(String topic, AbstractMessageListenerContainer<?, ?> container, FailurePolicy policy) {
      this.topic = topic;
      this.container = container;
      this.policy = policy;
    }

    AbstractMessageListenerContainer<?, ?> container() {
      return container;
    }

    boolean hasStopped() {
      return !container.isInExpectedState();
    }

    void look() {
      policy.look();
      if (!hasStopped()) {
        if (!troubles.has(topic)) {
          pauses = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
        }
        return;
      }
      if (!troubles.has(topic)) {
        troubles.failed(topic, "stopped");
      }
      if (!waiting) {
        waiting = true;
        startAt = System.nanoTime() + pauses.take().toNanos();
      } else if (System.nanoTime() - startAt >= 0 && !container.isChildRunning()) {
        waiting = false;
        startAgain();
      }
    }

    private void startAgain() {
      log.info("Reading {} starts again", topic);
      try {
        container.start();
      } catch (RuntimeException e) {
        log.warn("Reading {} cannot start", topic, LoggedFailure.of(e));
        troubles.failed(topic, e);
      }
    }
  }
}
