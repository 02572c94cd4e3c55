package dev.barometer.starter.rights;

import dev.barometer.starter.LoggedFailure;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The command that puts the rights at the broker in place, before the services start. It finds the
 * broker by the settings that services find it by, and wants a user who may do everything there.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
public class RightsApplication {
  private static final Logger log = LoggerFactory.getLogger(RightsApplication.class);
  private static final int LONGEST_MILLIS = 60_000;

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** The exit code: 0 where the rights are in place, 1 where they are not; call it again then. */
  private static int run(String... arguments) {
    try (ConfigurableApplicationContext context =
            new SpringApplicationBuilder(RightsApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(
                    "spring.config.name=broker-rights",
                    "spring.config.import=optional:configtree:${barometer.secrets-folder:/run/secrets/}")
                .run(arguments);
        Admin admin = Admin.create(settings(context))) {
      RightsClient.Change change = new RightsClient(admin).apply();
      log.info(
          "The rights at the broker are in place: {} given, {} taken back",
          change.given(),
          change.taken());
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (ExecutionException | RuntimeException e) {
      log.error("The rights at the broker could not be put in place", LoggedFailure.of(e));
      return 1;
    }
  }

  private static Map<String, Object> settings(ConfigurableApplicationContext context) {
    Map<String, Object> settings = context.getBean(KafkaProperties.class).buildAdminProperties();
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
    return settings;
  }
}
