package dev.barometer.quickstart;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query as far as it can be answered from some fields of a document. Values are compared as the
 * server compares them. One thread at a time.
 */
@FunctionalInterface
interface Condition {
  /** Stands for what only the document itself can tell: an array, or a document within it. */
  Object UNTOLD = new Object();

  /** Of a query that asks for none of these fields. */
  Condition OPEN = values -> Answer.MAYBE;

  Set<String> JOINING = Set.of("$and", "$or", "$nor");

  int MOST_TEXTS = 100;

  QueryMatcher MATCHER = new DefaultQueryMatcher();

  /** From the least to the most certain that it is one of those. */
  enum Answer {
    NO,
    MAYBE,
    YES;

    private Answer not() {
      return values()[YES.ordinal() - ordinal()];
    }
  }

  Answer of(@Nullable Object[] values);

  /**
   * @param columns where the value of each field stands that is known
   */
  static Condition of(Document query, Map<String, Integer> columns) {
    List<Condition> all = new ArrayList<>();
    query.forEach((name, wanted) -> all.add(of(name, wanted, columns)));
    return leastOf(all);
  }

  /** Adds the fields that a query asks for. */
  static void addFields(Document query, Collection<String> fields) {
    query.forEach(
        (name, wanted) -> {
          if (!name.startsWith("$")) {
            fields.add(name);
          } else if (JOINING.contains(name) && wanted instanceof Collection<?> queries) {
            for (Object each : queries) {
              if (each instanceof Document one) {
                addFields(one, fields);
              }
            }
          }
        });
  }

  private static Condition of(String name, @Nullable Object wanted, Map<String, Integer> columns) {
    return switch (name) {
      case "$and" -> leastOf(each(wanted, columns));
      case "$or" -> mostOf(each(wanted, columns));
      case "$nor" -> {
        Condition any = mostOf(each(wanted, columns));
        yield any == OPEN ? OPEN : values -> any.of(values).not();
      }
      default -> {
        Integer column = columns.get(name);
        yield column == null ? OPEN : of(column, wanted);
      }
    };
  }

  /** The texts of a field are few: each is compared once. */
  private static Condition of(int column, @Nullable Object wanted) {
    Map<Object, Answer> ofTexts = new HashMap<>();
    return values -> {
      Object value = values[column];
      if (!(value instanceof String)) {
        return answer(value, wanted);
      }
      Answer known = ofTexts.get(value);
      if (known != null) {
        return known;
      }
      Answer answer = answer(value, wanted);
      if (ofTexts.size() < MOST_TEXTS) {
        ofTexts.put(value, answer);
      }
      return answer;
    };
  }

  private static Answer answer(@Nullable Object value, @Nullable Object wanted) {
    if (value == UNTOLD) {
      return Answer.MAYBE;
    }
    return MATCHER.matchesValue(wanted, value) ? Answer.YES : Answer.NO;
  }

  /** What is no list of queries is left to the server, which says so. */
  private static List<Condition> each(@Nullable Object wanted, Map<String, Integer> columns) {
    List<Condition> each = new ArrayList<>();
    if (wanted instanceof Collection<?> queries) {
      for (Object query : queries) {
        each.add(query instanceof Document one ? of(one, columns) : OPEN);
      }
    }
    return each;
  }

  private static Condition leastOf(List<Condition> all) {
    if (all.stream().allMatch(one -> one == OPEN)) {
      return all.isEmpty() ? values -> Answer.YES : OPEN;
    }
    return values -> {
      Answer least = Answer.YES;
      for (Condition one : all) {
        Answer next = one.of(values);
        if (next == Answer.NO) {
          return next;
        }
        least = next.compareTo(least) < 0 ? next : least;
      }
      return least;
    };
  }

  private static Condition mostOf(List<Condition> all) {
    if (all.stream().allMatch(one -> one == OPEN)) {
      return OPEN;
    }
    return values -> {
      Answer most = Answer.NO;
      for (Condition one : all) {
        Answer next = one.of(values);
        if (next == Answer.YES) {
          return next;
        }
        most = next.compareTo(most) > 0 ? next : most;
      }
      return most;
    };
  }
}
