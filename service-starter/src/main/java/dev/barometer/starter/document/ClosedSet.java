package dev.barometer.starter.document;

import java.util.Collection;
import java.util.List;

/**
 * All the values that something can have, for the document.
 *
 * @param name of a parameter ({@code interval}), of that of one call alone ({@code
 *     getActions:status}), or of a field and whose it is ({@code ScoreView.status})
 */
public record ClosedSet(String name, List<String> values) {
  static final char OF_OPERATION = ':';

  public ClosedSet {
    values = List.copyOf(values);
  }

  public static ClosedSet of(String name, Collection<String> values) {
    return new ClosedSet(name, List.copyOf(values));
  }

  boolean isOfField() {
    return name.indexOf('.') >= 0;
  }

  String schema() {
    return name.substring(0, name.indexOf('.'));
  }

  String field() {
    return name.substring(name.indexOf('.') + 1);
  }
}
