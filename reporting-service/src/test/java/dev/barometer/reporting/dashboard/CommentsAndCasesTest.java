package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.cases.CaseView;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.reporting.comment.CommentView.Rating;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentsAndCasesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");

  private final CommentsAndCases texts =
      new CommentsAndCases(new Wording(Locale.ENGLISH, ZoneOffset.UTC, "dashboard"), NOW);

  @Test
  void showsTheMostTellingRatingOfSeveral() {
    CommentCard card =
        texts.comment(
            comment(
                new Rating("csat", "5", 5, null),
                new Rating("nps", "0-10", 2, null),
                new Rating("wait", null, 1, null)));

    assertThat(card.badge()).isEqualTo("NPS 2/10 · Detractor");
    assertThat(card.tone()).isEqualTo("negative");
  }

  @Test
  void believesTheSurveysOwnCutsBeforeTheScales() {
    CommentCard card = texts.comment(comment(new Rating("csat", "5", 3, "positive")));

    assertThat(card.badge()).isEqualTo("CSAT 3/5 · Positive");
  }

  @Test
  void showsNoBadge_whereNothingWasRated() {
    CommentCard card = texts.comment(comment());

    assertThat(card.badge()).isNull();
    assertThat(card.tone()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"ko, ko", "zh_CN, zh-CN", "EN-us, en-US", "'not a language', ", ", "})
  void namesALanguageOnlyByARealTag(@Nullable String locale, @Nullable String tag) {
    CommentView comment =
        new CommentView("r-1", NOW, null, locale, null, null, List.of(), List.of());

    assertThat(texts.comment(comment).language()).isEqualTo(tag);
  }

  @Test
  void tellsHowLongACaseIsOpen_toTheMinute() {
    assertThat(texts.row(openFor(260), null).age()).isEqualTo("Open for 4\u00a0min");
    assertThat(texts.row(openFor(20), null).age()).isEqualTo("Open for 20\u00a0s");
    assertThat(texts.row(openFor(90_000), null).age()).isEqualTo("Open for 1\u00a0d 1\u00a0h");
  }

  @Test
  void linksACase_whereItIsKnownWhereTo() {
    String link = texts.row(openFor(1), "https://desk.example.org/cases/{id}").link();

    assertThat(link).isEqualTo("https://desk.example.org/cases/c%2F1%20%22");
    assertThat(texts.row(openFor(1), null).link()).isNull();
  }

  private static CommentView comment(Rating... ratings) {
    return new CommentView("r-1", NOW, null, "en", null, null, List.of(ratings), List.of());
  }

  private static CaseView openFor(long seconds) {
    Instant opened = NOW.minusSeconds(seconds);
    return new CaseView(
        "c/1 \"", "grievance", "received", "severe", "nps", opened, null, null, null, null);
  }
}
