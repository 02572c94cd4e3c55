package dev.barometer.contract.rule;

import org.jspecify.annotations.Nullable;

/** In an optional text, blank means absent: what a form or a platform sends for an empty field. */
public final class Blank {
  private Blank() {}

  public static @Nullable String toNull(@Nullable String text) {
    return text == null || Names.showsNothing(text) ? null : text;
  }

  /**
   * For what a record has to have, in the end: it may be filled in at the edge, and where it is
   * not, the rules say so.
   */
  @SuppressWarnings("NullAway")
  public static String toMissing(String text) {
    return toNull(text);
  }
}
