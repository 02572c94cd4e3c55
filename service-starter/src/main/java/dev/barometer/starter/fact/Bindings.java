package dev.barometer.starter.fact;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Gives every binding the failure policy, and says in the health which of them have stopped. */
final class Bindings
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>>,
        HealthIndicator {
  private final List<Binding> bindings = new CopyOnWriteArrayList<>();

  private record Binding(String topic, AbstractMessageListenerContainer<?, ?> container) {}

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container, String topic, String group) {
    container.setCommonErrorHandler(new FailurePolicy());
    bindings.add(new Binding(topic, container));
  }

  @Override
  public Health health() {
    List<String> stopped =
        bindings.stream()
            .filter(binding -> !binding.container().isInExpectedState())
            .map(Binding::topic)
            .toList();
    return stopped.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("stopped", stopped).build();
  }
}
