package dev.barometer.quickstart;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate asks for first.
 *
 * @param match which documents
 * @param fields all that is read of them; null where that is not known
 * @param rest the aggregate, of these documents
 */
record Asked(Document match, @Nullable Set<String> fields, Document rest) {
  private static final String PIPELINE = "pipeline";
  private static final String MATCH = "$match";
  private static final String GROUP = "$group";
  private static final String COUNT = "$count";

  /** Those that look at nothing but the documents they are given. */
  private static final Set<String> PLAIN =
      Set.of(MATCH, GROUP, COUNT, "$sort", "$limit", "$skip", "$project", "$unwind", "$addFields");

  /** The stages that pass on documents as they are, however many. */
  private static final Set<String> PASSING = Set.of("$limit", "$skip");

  static Optional<Asked> by(Document aggregate) {
    if (!(aggregate.get(PIPELINE) instanceof List<?> stages)
        || stages.size() < 2
        || !stages.stream().allMatch(Asked::isPlain)
        || !(((Document) stages.get(0)).get(MATCH) instanceof Document match)) {
      return Optional.empty();
    }
    List<?> others = stages.subList(1, stages.size());
    Document rest = aggregate.clone();
    rest.put(PIPELINE, others);
    return Optional.of(new Asked(match, fields(others), rest));
  }

  private static boolean isPlain(@Nullable Object stage) {
    return stage instanceof Document one
        && one.size() == 1
        && PLAIN.contains(one.keySet().iterator().next());
  }

  private static @Nullable Set<String> fields(List<?> stages) {
    for (Object stage : stages) {
      Document one = (Document) stage;
      if (one.containsKey(COUNT)) {
        return Set.of();
      }
      if (one.containsKey(GROUP)) {
        Set<String> fields = new TreeSet<>();
        return areRead(one.get(GROUP), fields) ? fields : null;
      }
      if (!PASSING.containsAll(one.keySet())) {
        return null;
      }
    }
    return null;
  }

  /** Whether an expression reads fields alone, which are added to these. */
  private static boolean areRead(@Nullable Object expression, Set<String> fields) {
    if (expression instanceof Document document) {
      return areRead(document.values(), fields);
    }
    if (expression instanceof Collection<?> several) {
      return several.stream().allMatch(one -> areRead(one, fields));
    }
    if (expression instanceof String text && text.startsWith("$")) {
      fields.add(text.substring(1));
      return !text.startsWith("$$");
    }
    return true;
  }
}
