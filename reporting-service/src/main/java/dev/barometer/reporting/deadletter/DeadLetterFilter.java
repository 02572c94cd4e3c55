package dev.barometer.reporting.deadletter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for; null means any.
 *
 * @param words text that the id, the key or the reason contains
 */
record DeadLetterFilter(
    @Nullable DeadLetterState state,
    @Nullable String group,
    @Nullable String topic,
    @Nullable String kind,
    @Nullable String words) {

  /** A blank text, as a form sends it, is none. */
  static DeadLetterFilter of(
      @Nullable DeadLetterState state,
      @Nullable String group,
      @Nullable String topic,
      @Nullable String kind,
      @Nullable String words) {
    return new DeadLetterFilter(state, given(group), given(topic), given(kind), given(words));
  }

  /** What is asked for, but the state and words, by name: for the audit log. */
  Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    put(named, "group", group);
    put(named, "topic", topic);
    put(named, "kind", kind);
    return named;
  }

  private static void put(Map<String, String> named, String name, @Nullable String value) {
    if (value != null) {
      named.put(name, value);
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
