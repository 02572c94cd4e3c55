package dev.barometer.scoring.rebuild;

import dev.barometer.scoring.ScoringProperties;
import dev.barometer.starter.BarometerProperties;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The command {@code rebuild --into=<application id> [--switch] [--differences=20]}: reads the
 * service's own settings, and nothing of the service runs.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ScoringProperties.class,
  BarometerProperties.class,
  KafkaProperties.class
})
public class RebuildApplication {
  private static final Logger log = LoggerFactory.getLogger(RebuildApplication.class);
  private static final String BINDER = "spring.cloud.stream.kafka.streams.binder.configuration";
  private static final String DIFFERENCES_SHOWN = "20";

  /** The exit code: 0 where what was published is right (now), 1 where it is not, 2 on failure. */
  public static int run(String... arguments) {
    var given = new DefaultApplicationArguments(arguments);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(RebuildApplication.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .properties("spring.config.name=scoring-service")
            .run(arguments)) {
      Environment environment = context.getEnvironment();
      int shown = Integer.parseInt(environment.getProperty("differences", DIFFERENCES_SHOWN));
      Rebuild.Report report =
          rebuild(
              context,
              environment.getRequiredProperty("into"),
              given.containsOption("switch"),
              shown);
      report.lines().forEach(log::info);
      return report.isRight() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    } catch (ExecutionException | RuntimeException e) {
      log.error("The rebuild failed; it can be called again", e);
      return 2;
    }
  }

  private static Rebuild.Report rebuild(
      ConfigurableApplicationContext context, String into, boolean isSwitch, int shown)
      throws ExecutionException, InterruptedException {
    ScoringProperties settings = context.getBean(ScoringProperties.class);
    BarometerProperties barometer = context.getBean(BarometerProperties.class);
    KafkaProperties kafka = context.getBean(KafkaProperties.class);
    try (var broker = new BrokerClient(kafka.buildAdminProperties(), barometer.topics());
        var published = new PublishedReader(kafka.buildConsumerProperties());
        var publisher = new ReplacementPublisher(kafka.buildProducerProperties())) {
      var rebuild =
          new Rebuild(
              settings.applicationId(), into, broker, published, publisher, Clock.systemUTC());
      rebuild.prepare();
      if (isSwitch) {
        rebuild.requireStopped();
      }
      Rebuild.Report report;
      try (var runner =
          new RebuildRunner(
              into, rebuild.tallies(), rebuild.scores(), settings, barometer, streams(context))) {
        runner.start();
        runner.awaitCaughtUp(published, broker);
        report = rebuild.compare(shown);
      }
      if (!isSwitch) {
        return report;
      }
      report.lines().forEach(log::info);
      return rebuild.switchOver();
    }
  }

  /** As the service's streams find their broker and keep their state. */
  private static Map<String, Object> streams(ConfigurableApplicationContext context) {
    Map<String, Object> settings =
        new HashMap<>(context.getBean(KafkaProperties.class).buildStreamsProperties());
    settings.putAll(
        Binder.get(context.getEnvironment())
            .bind(BINDER, Bindable.mapOf(String.class, String.class))
            .orElse(Map.of()));
    settings.remove(StreamsConfig.APPLICATION_ID_CONFIG);
    return settings;
  }
}
