package dev.barometer.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds {@code barometer-defaults.yml} below all other settings. A service that names no database
 * ({@code spring.mongodb.uri}) gets none, rather than one that looks for it on this host.
 */
final class BarometerDefaults implements EnvironmentPostProcessor, Ordered {
  private static final String FILE = "barometer-defaults.yml";
  private static final String NO_DATABASE =
      String.join(
          ",",
          "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
          "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
          "org.springframework.boot.data.mongodb.autoconfigure.DataMongoRepositoriesAutoConfiguration",
          "org.springframework.boot.mongodb.autoconfigure.metrics.MongoMetricsAutoConfiguration");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    MutablePropertySources sources = environment.getPropertySources();
    for (PropertySource<?> defaults : load()) {
      sources.addLast(defaults);
    }
    sources.addLast(
        new MapPropertySource(
            "barometer-session-cookie",
            Map.of("server.servlet.session.cookie.name", cookieName(environment))));
    if (!environment.containsProperty("spring.mongodb.uri")) {
      sources.addLast(
          new MapPropertySource(
              "barometer-without-database", Map.of("spring.autoconfigure.exclude", NO_DATABASE)));
    }
  }

  /** Cookies know no ports: services on one host need a name each. */
  private static String cookieName(ConfigurableEnvironment environment) {
    String service = environment.getProperty("barometer.service", "service");
    return "BAROMETER_" + service.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Iterable<PropertySource<?>> load() {
    try {
      return new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After the service's own file was read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
