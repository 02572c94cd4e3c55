package dev.barometer.contract;

import org.jspecify.annotations.Nullable;

/** In an optional text, blank means absent: what a form or a platform sends for an empty field. */
final class Blank {
  private Blank() {}

  static @Nullable String toNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
