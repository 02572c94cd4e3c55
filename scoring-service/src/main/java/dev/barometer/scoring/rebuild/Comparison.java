package dev.barometer.scoring.rebuild;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was published beside what was rebuilt, key by key and byte by byte. */
record Comparison(long equal, List<Difference> differences) {

  enum Kind {
    /** Both say something, and not the same. */
    DIFFERENT,
    /** Rebuilt, but not published. */
    MISSING,
    /** Published, but not rebuilt. */
    SURPLUS
  }

  /** A sequence of 0 stands for none. */
  record Difference(String key, Kind kind, long published, long rebuilt) {}

  static Comparison of(Map<String, Published> published, Map<String, Published> rebuilt) {
    long equal = 0;
    Set<String> keys = new HashSet<>(published.keySet());
    keys.addAll(rebuilt.keySet());
    Map<String, Difference> differences = new TreeMap<>();
    for (String key : keys) {
      Published one = published.get(key);
      Published other = rebuilt.get(key);
      if (one != null && other != null && one.saysTheSameAs(other)) {
        equal++;
      } else {
        differences.put(key, new Difference(key, kind(one, other), sequence(one), sequence(other)));
      }
    }
    return new Comparison(equal, List.copyOf(differences.values()));
  }

  private static Kind kind(@Nullable Published published, @Nullable Published rebuilt) {
    if (published == null) {
      return Kind.MISSING;
    }
    return rebuilt == null ? Kind.SURPLUS : Kind.DIFFERENT;
  }

  private static long sequence(@Nullable Published published) {
    return published == null ? 0 : published.sequence();
  }

  boolean isEqual() {
    return differences.isEmpty();
  }

  long count(Kind kind) {
    return differences.stream().filter(difference -> difference.kind == kind).count();
  }

  /**
   * The differences that stood just so before: both sides were published and are the same, so
   * nobody is merely behind the other.
   */
  Comparison settledSince(Comparison before) {
    List<Difference> settled = new ArrayList<>(differences);
    settled.retainAll(new HashSet<>(before.differences));
    return new Comparison(equal, List.copyOf(settled));
  }
}
