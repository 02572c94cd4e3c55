package dev.barometer.reporting.page;

import java.time.Instant;
import java.util.List;

/**
 * What is chosen on a page, and what may be.
 *
 * @param title whose figures, and of which days
 * @param query what the address says, for every link
 * @param window empty where days are named
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
    String scopeName,
    List<ScopeGroup> scopes,
    List<String> comparisons,
    String comparison,
    Instant now,
    String nowText) {

  /** A time up to now. */
  public record WindowChoice(String id, String href, boolean chosen) {}

  /** The scopes of one dimension. */
  public record ScopeGroup(String dimension, List<ScopeChoice> choices) {}

  /** A scope by its name in its dimension. */
  public record ScopeChoice(String scope, String name) {}

  /** Whether the scope is none of those that can be chosen: a pair. */
  public boolean isPair() {
    return scopes.stream()
        .flatMap(group -> group.choices().stream())
        .noneMatch(choice -> choice.scope().equals(scope));
  }
}
