package dev.barometer.starter.stream;

import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.Lifecycle;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Stops and starts a stream by its binding: the binder must learn that what it knew has gone, or
 * its health tells of the dead for ever.
 */
final class StreamBinding implements Lifecycle {
  /** As the binder names the factory of a function's stream. */
  private static final String FACTORY = "stream-builder-";

  private final StreamsBuilderFactoryBean factory;
  private final ListableBeanFactory beans;
  private final ObjectProvider<BindingsLifecycleController> bindings;

  StreamBinding(
      StreamsBuilderFactoryBean factory,
      ListableBeanFactory beans,
      ObjectProvider<BindingsLifecycleController> bindings) {
    this.factory = factory;
    this.beans = beans;
    this.bindings = bindings;
  }

  @Override
  public void start() {
    binding()
        .ifPresentOrElse(
            binding -> bindings.ifAvailable(known -> known.start(binding)), factory::start);
  }

  @Override
  public void stop() {
    binding()
        .ifPresentOrElse(
            binding -> bindings.ifAvailable(known -> known.stop(binding)), factory::stop);
  }

  @Override
  public boolean isRunning() {
    return factory.isRunning();
  }

  private Optional<String> binding() {
    return beans.getBeansOfType(StreamsBuilderFactoryBean.class).entrySet().stream()
        .filter(bean -> bean.getValue() == factory)
        .map(Map.Entry::getKey)
        .filter(name -> name.contains(FACTORY))
        .map(name -> name.substring(name.indexOf(FACTORY) + FACTORY.length()) + "-in-0")
        .filter(
            name ->
                bindings.stream().anyMatch(controller -> !controller.queryState(name).isEmpty()))
        .findFirst();
  }
}
