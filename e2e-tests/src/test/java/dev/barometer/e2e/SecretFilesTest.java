package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** A file named after a setting sets it, as containers are given their secrets. */
class SecretFilesTest {
  @TempDir private Path secrets;

  /** A service's settings without the service. */
  @Configuration(proxyBeanMethods = false)
  static class Nothing {}

  @ParameterizedTest
  @ValueSource(
      strings = {"survey-service", "scoring-service", "complaint-service", "reporting-service"})
  void areReadByEveryService(String service) throws IOException {
    Files.writeString(secrets.resolve("barometer.api-token"), "from-a-file-0123456789\n");
    Files.writeString(secrets.resolve("spring.mongodb.uri"), "mongodb://user:pass@db/name");
    Files.writeString(
        secrets.resolve("spring.kafka.properties.sasl.jaas.config"), "a login module");

    try (var context =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .properties("spring.config.name=" + service)
            .run("--barometer.secrets-folder=" + secrets + "/")) {
      var settings = context.getEnvironment();
      assertThat(settings.getProperty("barometer.api-token")).isEqualTo("from-a-file-0123456789");
      assertThat(settings.getProperty("spring.mongodb.uri"))
          .isEqualTo("mongodb://user:pass@db/name");
      assertThat(settings.getProperty("spring.kafka.properties.sasl.jaas.config"))
          .isEqualTo("a login module");
    }
  }
}
