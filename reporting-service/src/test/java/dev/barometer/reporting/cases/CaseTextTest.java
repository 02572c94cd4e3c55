package dev.barometer.reporting.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CaseTextTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");
  private static final String LINK = "/cases/{id}";

  private final CaseText texts =
      new CaseText(new Wording(Locale.ENGLISH, ZoneOffset.UTC, "dashboard"), NOW);

  @Test
  void tellsHowLongACaseIsOpen_toTheMinute() {
    assertThat(texts.row(openFor(260), LINK).age()).isEqualTo("Open for 4\u00a0min");
    assertThat(texts.row(openFor(20), LINK).age()).isEqualTo("Open for 20\u00a0s");
    assertThat(texts.row(openFor(90_000), LINK).age()).isEqualTo("Open for 1\u00a0d 1\u00a0h");
  }

  @Test
  void linksACase() {
    String link = texts.row(openFor(1), "https://desk.example.org/cases/{id}").link();

    assertThat(link).isEqualTo("https://desk.example.org/cases/c%2F1%20%22");
  }

  private static CaseView openFor(long seconds) {
    Instant opened = NOW.minusSeconds(seconds);
    return new CaseView(
        "c/1 \"", "grievance", "received", "severe", "nps", opened, null, null, null, null);
  }
}
