package dev.barometer.reporting.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * Which letters are asked for; null means any.
 *
 * @param words text that the id, the key or the reason contains
 */
record LetterFilter(
    @Nullable LetterState state,
    @Nullable String group,
    @Nullable String topic,
    @Nullable String kind,
    @Nullable String words) {

  /** A blank text, as a form sends it, is none. */
  static LetterFilter of(
      @Nullable LetterState state,
      @Nullable String group,
      @Nullable String topic,
      @Nullable String kind,
      @Nullable String words) {
    return new LetterFilter(state, given(group), given(topic), given(kind), given(words));
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
