package dev.barometer.contract.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.rule.Names;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose score it is: {@code all}, one dimension ({@code team:Group 56}) or a pair ({@code
 * service:Email,team:Group 56}), dimensions in the order of {@link Dimension}.
 *
 * <p>In text a backslash in a value is doubled, and a comma that would read as the start of a
 * further dimension is written {@code \,}; any other comma stands for itself. Reading is kinder: a
 * backslash before any other character stands for itself, and a pair may come in either order.
 */
public record Scope(Map<Dimension, String> values) {
  public static final Scope ALL = new Scope(Map.of());

  private static final String ALL_TEXT = "all";

  /** Throws {@link IllegalArgumentException} for a blank value or more than two dimensions. */
  public Scope {
    Map<Dimension, String> ordered = new EnumMap<>(Dimension.class);
    ordered.putAll(values);
    if (ordered.size() > 2) {
      throw new IllegalArgumentException("a scope has at most two dimensions");
    }
    for (Map.Entry<Dimension, String> entry : ordered.entrySet()) {
      if (entry.getValue().isBlank()) {
        throw new IllegalArgumentException("the scope's " + entry.getKey().label() + " is blank");
      }
    }
    values = Collections.unmodifiableMap(ordered);
  }

  public static Scope of(Dimension dimension, String value) {
    return new Scope(Map.of(dimension, value));
  }

  public static Scope of(Dimension first, String a, Dimension second, String b) {
    return new Scope(Map.of(first, a, second, b));
  }

  /**
   * Reads what {@link #toString} writes, and what a person types; throws {@link
   * IllegalArgumentException} where it is no scope.
   */
  public static Scope parse(String text) {
    if (text.equals(ALL_TEXT)) {
      return ALL;
    }
    Map<Dimension, String> values = new EnumMap<>(Dimension.class);
    Dimension dimension = dimensionAt(text, 0);
    if (dimension == null) {
      throw new IllegalArgumentException(
          "a scope is \"all\" or starts with a dimension and a colon: " + text);
    }
    int at = dimension.label().length() + 1;
    StringBuilder value = new StringBuilder(text.length() - at);
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length() && isEscaped(text.charAt(at))) {
        value.append(text.charAt(at++));
        continue;
      }
      Dimension next = c == ',' ? dimensionAt(text, at) : null;
      if (next == null) {
        value.append(c);
        continue;
      }
      putOnce(values, dimension, value.toString());
      dimension = next;
      at += next.label().length() + 1;
      value.setLength(0);
    }
    putOnce(values, dimension, value.toString());
    return new Scope(values);
  }

  /**
   * Reads what a person asks for, as {@link #parse} does; names of a context are found in whatever
   * spelling they are written.
   */
  public static Scope asked(String text) {
    Map<Dimension, String> named = new EnumMap<>(Dimension.class);
    parse(text)
        .values()
        .forEach((dimension, value) -> named.put(dimension, name(dimension, value)));
    return new Scope(named);
  }

  /** Ids of surveys and campaigns are no names: they are compared as they are. */
  private static String name(Dimension dimension, String value) {
    boolean isId = dimension == Dimension.SURVEY || dimension == Dimension.CAMPAIGN;
    return isId ? value : Objects.requireNonNullElse(Names.normalised(value), "");
  }

  private static boolean isEscaped(char c) {
    return c == '\\' || c == ',';
  }

  private static void putOnce(Map<Dimension, String> values, Dimension dimension, String value) {
    if (values.putIfAbsent(dimension, value) != null) {
      throw new IllegalArgumentException("the scope names " + dimension.label() + " twice");
    }
  }

  /** The dimension whose name and colon stand at this place. */
  private static @Nullable Dimension dimensionAt(String text, int at) {
    int colon = text.indexOf(':', at);
    if (colon < 0) {
      return null;
    }
    Optional<Dimension> dimension = Dimension.of(text.substring(at, colon));
    return dimension.orElse(null);
  }

  @Override
  public String toString() {
    if (values.isEmpty()) {
      return ALL_TEXT;
    }
    StringBuilder text = new StringBuilder(32);
    for (Map.Entry<Dimension, String> entry : values.entrySet()) {
      if (text.length() > 0) {
        text.append(',');
      }
      text.append(entry.getKey().label()).append(':');
      appendEscaped(text, entry.getValue());
    }
    return text.toString();
  }

  private static void appendEscaped(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || (c == ',' && dimensionAt(value, i + 1) != null)) {
        text.append('\\');
      }
      text.append(c);
    }
  }
}
