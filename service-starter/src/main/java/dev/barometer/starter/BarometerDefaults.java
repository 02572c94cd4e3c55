package dev.barometer.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
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
    Map<String, Object> defaults = load();
    // The application's own defaults are the last source of all: ours go below them, not above.
    if (sources.remove(DefaultPropertiesPropertySource.NAME)
        instanceof MapPropertySource applicationDefaults) {
      defaults.putAll(applicationDefaults.getSource());
    }
    sources.addLast(new DefaultPropertiesPropertySource(defaults));
    defaults.putIfAbsent("server.servlet.session.cookie.name", cookieName(environment));
    if (!environment.containsProperty("spring.mongodb.uri")) {
      defaults.putIfAbsent("spring.autoconfigure.exclude", NO_DATABASE);
    }
  }

  /** Cookies know no ports: services on one host need a name each. */
  private static String cookieName(ConfigurableEnvironment environment) {
    String service = environment.getProperty("barometer.service", "service");
    return "BAROMETER_" + service.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Map<String, Object> load() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    try {
      for (PropertySource<?> source :
          new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE))) {
        for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          defaults.put(name, source.getProperty(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return defaults;
  }

  /** After the service's own file was read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
