package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"en, without a channel", "zh-CN, 无渠道", "ko, 채널 없음"})
  void whatCameThroughNoChannelIsARowOfItsOwn(String language, String name) {
    Charts charts =
        new Charts(new Wording(Locale.forLanguageTag(language), ZoneOffset.UTC, "dashboard"));

    Volume volume =
        charts.volume(
            DashboardFixtures.request(),
            List.of(
                new BreakdownItem("Phone", false, counted(5)),
                new BreakdownItem(null, true, counted(2))),
            List.of(new BreakdownItem(null, true, counted(1))));

    assertThat(volume.rows())
        .extracting(row -> row.channel() + " " + row.opened() + " " + row.closed())
        .containsExactly("Phone 5 0", name + " 2 1");
  }

  @Test
  void aChannelOfThatNameIsAnotherRow() {
    Charts charts = new Charts(new Wording(Locale.ENGLISH, ZoneOffset.UTC, "dashboard"));

    Volume volume =
        charts.volume(
            DashboardFixtures.request(),
            List.of(
                new BreakdownItem("without a channel", false, counted(5)),
                new BreakdownItem(null, true, counted(2))),
            List.of());

    assertThat(volume.rows()).extracting(Volume.Row::opened).containsExactly(5L, 2L);
  }

  private static ScoreView counted(long n) {
    return new ScoreView(
        "tickets-opened",
        null,
        "all",
        FROM,
        FROM.plusSeconds(3600),
        (double) n,
        n,
        null,
        null,
        null,
        null,
        null,
        null,
        "ok",
        null,
        null);
  }
}
