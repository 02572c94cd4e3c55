package dev.barometer.reporting.page;

import java.time.Instant;
import java.util.List;

/**
 * What is chosen on a page, and what may be.
 *
 * @param title whose figures, and of which days
 * @param query what the address says, for every link
 * @param window empty where days are named
 * @param scope what stands in the field; empty is the whole service desk
 * @param scopes some to begin with, where there are many
 * @param from empty where none is named, as is {@code to}
 */
public record PageChoices(
    String title,
    String query,
    List<WindowChoice> windows,
    String window,
    String from,
    String to,
    String scope,
    List<ScopeChoice> scopes,
    List<String> comparisons,
    String comparison,
    Instant now,
    String nowText) {

  /** A time up to now. */
  public record WindowChoice(String id, String href, boolean chosen) {}

  /**
   * A scope that can be typed.
   *
   * @param text what it is called, with its dimension where others are called so, too
   */
  public record ScopeChoice(String text, String dimension) {}
}
