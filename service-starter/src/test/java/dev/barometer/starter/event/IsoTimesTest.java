package dev.barometer.starter.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimesTest {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long END = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();

  @Test
  void readsEveryTimeAsTheLibraryDoes() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(FIRST, END), random.nextInt(1_000_000_000));
      String text = new DateTimeFormatterBuilder().appendInstant(i % 10).toFormatter().format(time);
      assertThat(IsoTimes.parse(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void refusesAndReadsWhatTheLibraryDoesWhenACharacterIsAnother() {
    SplittableRandom random = new SplittableRandom(6);
    String characters = "0123456789-+:.,TtZz e٣";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder("2026-02-28T23:59:59.120Z");
      for (int changes = random.nextInt(1, 3); changes > 0; changes--) {
        int place = random.nextInt(text.length());
        char other = characters.charAt(random.nextInt(characters.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(place, other);
          case 1 -> text.insert(place, other);
          default -> text.deleteCharAt(place);
        }
      }
      assertIsReadAsByTheLibrary(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-22T10:00:00",
        "2026-11-22T10:00:00+01:00",
        "2026-11-22T10:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T23:59:60Z",
        "2026-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-11-22T10:00:00.Z",
        "2026-11-22T10:00:00.0000000000Z",
        "2026-11-22T10:00:00.000000000Z",
        "2026-11-22T10:00:00.999999999Z",
        "-0001-11-22T10:00:00Z",
        "+12026-11-22T10:00:00Z",
        "2026-11-22t10:00:00z"
      })
  void doesWithOddOnesWhatTheLibraryDoes(String text) {
    assertIsReadAsByTheLibrary(text);
  }

  private static void assertIsReadAsByTheLibrary(String text) {
    assertThat(read(() -> IsoTimes.parse(text)))
        .as(text)
        .isEqualTo(read(() -> Instant.parse(text)));
  }

  private static Optional<Instant> read(Supplier<Instant> parsing) {
    try {
      return Optional.of(parsing.get());
    } catch (DateTimeException refused) {
      return Optional.empty();
    }
  }
}
