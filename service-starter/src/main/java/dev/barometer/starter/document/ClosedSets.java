package dev.barometer.starter.document;

import java.util.List;

/** The closed sets of a service, or of a room of it; as many beans as there are. */
public record ClosedSets(List<ClosedSet> all) {
  public ClosedSets {
    all = List.copyOf(all);
  }

  public static ClosedSets of(ClosedSet... sets) {
    return new ClosedSets(List.of(sets));
  }
}
