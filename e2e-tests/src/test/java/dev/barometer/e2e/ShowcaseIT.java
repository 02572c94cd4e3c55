package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * All components of the frame, in three languages, light and dark, on a desk and on a phone. How
 * they looked is kept; {@code -Dbarometer.renew-pictures} keeps how they look now.
 */
class ShowcaseIT {
  private static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");
  private static final Path KEPT = Path.of("src", "test", "resources", "showcase");
  private static final Path FONTS = KEPT.resolve("fonts.txt");
  private static final Path CHANGED = Path.of("target", "showcase");
  private static final boolean RENEW = System.getProperty("barometer.renew-pictures") != null;

  /** Of all pixels: a letter more is about three times as much. */
  private static final double MOST_DIFFERENT = 0.0002;

  @TempDir private static Path profile;
  private static ConfigurableApplicationContext service;
  private static URI address;
  private static Chromium chromium;
  private static Tab tab;
  private static final List<String> wrong = new ArrayList<>();
  private static final Map<String, Picture> looks = new LinkedHashMap<>();

  @BeforeAll
  static void lookAtAll() throws Exception {
    service = ShowcaseApplication.start();
    address =
        URI.create(
            "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/");
    if (!Chromium.isThere()) {
      return;
    }
    chromium = Chromium.start(profile);
    tab = chromium.open();
    tab.signIn(address, "/showcase", "administrator", ShowcaseApplication.TOKEN);
    for (String language : LANGUAGES) {
      for (boolean dark : new boolean[] {false, true}) {
        for (int width : new int[] {1440, 390}) {
          tab.look(width, dark);
          tab.go(address.resolve("/showcase?lang=" + language));
          String name = language + (dark ? "-dark-" : "-light-") + width;
          looks.put(name, Picture.of(tab.picture()));
          tab.judge("showcase " + name, wrong);
          boxes().forEach(found -> wrong.add(name + ": " + found));
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    service.close();
  }

  @Test
  void lacksNoText() {
    Browser reader = new Browser();
    reader.signIn(address, "administrator", ShowcaseApplication.TOKEN);

    for (String language : LANGUAGES) {
      assertThat(reader.get(address, "/showcase?lang=" + language).body())
          .contains("lang=\"" + language + "\"", "INC0000045")
          .doesNotContain("??");
    }
  }

  @Test
  void hasNothingSeriousForAxe_norAnythingCutOffOrOverlapping() {
    assumeTrue(Chromium.isThere(), "there is no browser");

    assertThat(wrong).isEmpty();
  }

  @Test
  void looksAsItDid() throws IOException {
    assumeTrue(Chromium.isThere(), "there is no browser");
    String fonts = fonts();
    if (RENEW) {
      for (Map.Entry<String, Picture> look : looks.entrySet()) {
        look.getValue().write(kept(look.getKey()));
      }
      Files.writeString(FONTS, fonts + "\n");
    }
    assumeThatLettersAreAsKept(fonts);

    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, Picture> look : looks.entrySet()) {
      Picture before = Picture.read(kept(look.getKey()));
      double difference = look.getValue().differenceTo(before);
      if (difference > MOST_DIFFERENT) {
        changed.add(told(look.getKey(), before, look.getValue(), difference));
      }
    }
    assertThat(changed)
        .as("where it is meant so, -Dbarometer.renew-pictures keeps the new look")
        .isEmpty();
  }

  @Test
  void wouldTellOfOnePixelMoreRoom_andOfWhatOverlaps() throws IOException {
    assumeTrue(Chromium.isThere(), "there is no browser");
    String name = "en-light-1440";
    tab.look(1440, false);
    tab.go(address.resolve("/showcase?lang=en"));
    assertThat(boxes()).isEmpty();

    style(".tile { padding-top: calc(1rem + 1px) }");
    Picture moved = Picture.of(tab.picture());
    style(".tile { margin-inline-end: -6rem } .badge { overflow: hidden; width: 1rem }");

    assertThat(moved.differenceTo(looks.get(name))).isGreaterThan(10 * MOST_DIFFERENT);
    assertThat(boxes())
        .anyMatch(box -> box.contains("overlap"))
        .anyMatch(box -> box.contains("cut off"));
  }

  private static void style(String rules) {
    tab.evaluate(
        """
        {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("%s");
          document.adoptedStyleSheets.push(sheet);
        }
        """
            .formatted(rules));
  }

  private static Path kept(String name) {
    return KEPT.resolve(name + ".png");
  }

  /** Other fonts, or another way of drawing them, change every letter and say nothing of us. */
  private static void assumeThatLettersAreAsKept(String fonts) throws IOException {
    String before = Files.exists(FONTS) ? Files.readString(FONTS).strip() : "none";
    assumeTrue(
        fonts.equals(before),
        "letters look otherwise here ("
            + fonts
            + ") than where the pictures were made ("
            + before
            + ")");
  }

  private static String told(String name, Picture before, Picture now, double difference)
      throws IOException {
    List<String> files = new ArrayList<>();
    Map<String, Picture> three =
        Map.of("expected", before, "actual", now, "difference", now.difference(before));
    for (Map.Entry<String, Picture> one : three.entrySet()) {
      Path file = CHANGED.resolve(name + "-" + one.getKey() + ".png");
      one.getValue().write(file);
      files.add(file.toString());
    }
    return "%s: %.2f%% is different, see %s".formatted(name, 100 * difference, files);
  }

  /** How this browser draws letters of the three languages, in the fonts that we ask for. */
  private static String fonts() throws IOException {
    return tab.evaluate(script("/letters.js")).asString();
  }

  /** What overlaps, reaches out of what it is in, or is cut off. */
  private static List<String> boxes() throws IOException {
    List<String> found = new ArrayList<>();
    tab.evaluate(script("/boxes.js")).forEach(box -> found.add(box.asString()));
    return found;
  }

  private static String script(String name) throws IOException {
    try (InputStream file = ShowcaseIT.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
