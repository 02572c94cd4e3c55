package dev.barometer.reporting.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.comment.CommentView.Rating;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentTextTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");

  private final CommentText texts =
      new CommentText(new Wording(Locale.ENGLISH, ZoneOffset.UTC, "dashboard"), NOW);

  @Test
  void showsTheMostTellingRatingOfSeveral() {
    CommentCard card =
        texts.card(
            comment(
                new Rating("csat", "5", 5, null),
                new Rating("nps", "0-10", 2, null),
                new Rating("wait", null, 1, null)));

    assertThat(card.badge()).isEqualTo("NPS 2/10 · Detractor");
    assertThat(card.tone()).isEqualTo("negative");
  }

  @Test
  void believesTheSurveysOwnCutsBeforeTheScales() {
    CommentCard card = texts.card(comment(new Rating("csat", "5", 3, "positive")));

    assertThat(card.badge()).isEqualTo("CSAT 3/5 · Positive");
  }

  @Test
  void showsNoBadge_whereNothingWasRated() {
    CommentCard card = texts.card(comment());

    assertThat(card.badge()).isNull();
    assertThat(card.tone()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"ko, ko", "zh_CN, zh-CN", "EN-us, en-US", "'not a language', ", ", "})
  void namesALanguageOnlyByARealTag(@Nullable String locale, @Nullable String tag) {
    CommentView comment =
        new CommentView("r-1", NOW, null, locale, null, null, List.of(), List.of());

    assertThat(texts.card(comment).language()).isEqualTo(tag);
  }

  private static CommentView comment(Rating... ratings) {
    return new CommentView("r-1", NOW, null, "en", null, null, List.of(ratings), List.of());
  }
}
