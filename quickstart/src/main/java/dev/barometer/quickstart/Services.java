package dev.barometer.quickstart;

import dev.barometer.complaint.ComplaintServiceApplication;
import dev.barometer.reporting.ReportingServiceApplication;
import dev.barometer.scoring.ScoringServiceApplication;
import dev.barometer.survey.SurveyServiceApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/** The four services as four application contexts of this process. */
final class Services implements AutoCloseable {

  static final int COUNT = 4;

  private final List<ConfigurableApplicationContext> contexts;

  private Services(List<ConfigurableApplicationContext> contexts) {
    this.contexts = contexts;
  }

  /** Starts all four at the same time; when one fails, those that started are closed again. */
  static Services start(Ports ports, Function<Service, ConfigurableApplicationContext> start) {
    setUpLog();
    var starting =
        allOf(ports).stream()
            .map(service -> (Callable<ConfigurableApplicationContext>) () -> start.apply(service))
            .toList();
    var started = new ArrayList<ConfigurableApplicationContext>();
    RuntimeException failure = null;
    for (var result : atTheSameTime("start", starting)) {
      try {
        started.add(valueOf(result));
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    var services = new Services(started);
    if (failure != null) {
      services.close();
      throw failure;
    }
    return services;
  }

  /**
   * Once for all of them: the first to set it up would do so beside the others, and one of them
   * fails over it now and then. Where nothing is to be set up (the command does it itself) this
   * does nothing.
   */
  private static void setUpLog() {
    var logs = LoggingSystem.get(Services.class.getClassLoader());
    logs.beforeInitialize();
    logs.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
  }

  /** By name. */
  Map<String, ApplicationContext> contexts() {
    return contexts.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                context -> context.getEnvironment().getRequiredProperty("spring.application.name"),
                context -> context));
  }

  @Override
  public void close() {
    var closing =
        contexts.stream()
            .map(
                context ->
                    (Callable<Boolean>)
                        () -> {
                          context.close();
                          return true;
                        })
            .toList();
    atTheSameTime("stop", closing).forEach(Services::valueOf);
  }

  private static List<Service> allOf(Ports ports) {
    return List.of(
        new Service("survey-service", SurveyServiceApplication.class, ports.survey()),
        new Service("scoring-service", ScoringServiceApplication.class, ports.scoring()),
        new Service("complaint-service", ComplaintServiceApplication.class, ports.complaint()),
        new Service("reporting-service", ReportingServiceApplication.class, ports.reporting()));
  }

  private static <T> List<Future<T>> atTheSameTime(String purpose, List<Callable<T>> tasks) {
    var threads = Executors.newFixedThreadPool(COUNT, task -> new Thread(task, purpose));
    try {
      return threads.invokeAll(tasks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during the services' " + purpose, e);
    } finally {
      threads.shutdown();
    }
  }

  private static <T> T valueOf(Future<T> done) {
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
