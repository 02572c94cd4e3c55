package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** All components of the frame, in three languages, light and dark, on a desk and on a phone. */
class ShowcaseIT {
  private static ConfigurableApplicationContext service;
  private static URI address;

  @BeforeAll
  static void start() {
    service = ShowcaseApplication.start();
    address =
        URI.create(
            "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void lacksNoText() {
    Browser reader = new Browser();
    reader.signIn(address, "administrator", ShowcaseApplication.TOKEN);

    for (String language : List.of("en", "zh-CN", "ko")) {
      assertThat(reader.get(address, "/showcase?lang=" + language).body())
          .contains("lang=\"" + language + "\"", "INC0000045")
          .doesNotContain("??");
    }
  }

  @Test
  void hasNothingSeriousForAxe_norAnythingWiderThanItsWindow(@TempDir Path profile)
      throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    List<String> wrong = new ArrayList<>();
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = chromium.open();
      tab.signIn(address, "/showcase", "administrator", ShowcaseApplication.TOKEN);
      for (String language : List.of("en", "zh-CN", "ko")) {
        for (boolean dark : new boolean[] {false, true}) {
          for (int width : new int[] {1440, 390}) {
            tab.look(width, dark);
            tab.go(address.resolve("/showcase?lang=" + language));
            tab.judge("showcase " + language + (dark ? " dark " : " light ") + width, wrong);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
