package dev.barometer.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LinkPropertiesTest {

  @Test
  void leavesPathsAlone_whereNothingIsSet() {
    assertThat(links(Map.of()).survey() + "/surveys").isEqualTo("/surveys");
  }

  @Test
  void standsBeforeAPath_withAndWithoutASlashAtItsEnd() {
    LinkProperties links =
        links(
            Map.of(
                "barometer.links.survey", "http://localhost:8081/",
                "barometer.links.complaint", "http://localhost:8083"));

    assertThat(links.survey() + "/surveys").isEqualTo("http://localhost:8081/surveys");
    assertThat(links.complaint() + "/desk").isEqualTo("http://localhost:8083/desk");
  }

  private static LinkProperties links(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("barometer.links", LinkProperties.class);
  }
}
