package dev.barometer.quickstart;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Of each document of a collection, in memory, the values of the fields that were asked for until
 * now. What is asked for by them is found without reading the documents, each of which is many
 * times as large. One thread at a time; what was found may be read by any.
 */
final class KeptFields {
  /** Documents of all collections of the process; of each there are some 300 bytes here. */
  private static final int MOST = 300_000;

  private static final AtomicInteger ROOM = new AtomicInteger(MOST);
  private static final int MOST_FIELDS = 32;
  private static final int MOST_SHARED = 1_000;
  private static final Pattern STEPS = Pattern.compile("\\.");

  private final MVMap<Object, Document> documents;
  private final AtomicInteger room;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<String[]> paths = new ArrayList<>();
  private final List<Map<String, String>> shared = new ArrayList<>();
  private final SortedMap<Object, @Nullable Object[]> rows;
  private boolean isFilled;

  KeptFields(MVMap<Object, Document> documents) {
    this(documents, ROOM);
  }

  /**
   * @param room for how many more documents there is room, here and elsewhere
   */
  KeptFields(MVMap<Object, Document> documents, AtomicInteger room) {
    this(Set.of(), documents, room);
  }

  private KeptFields(
      Collection<String> fields, MVMap<Object, Document> documents, AtomicInteger room) {
    this.documents = documents;
    this.room = room;
    for (String field : fields) {
      columns.put(field, paths.size());
      paths.add(STEPS.split(field));
      shared.add(new HashMap<>());
    }
    rows = new TreeMap<>(documents.getKeyType());
  }

  /** A document that is, or may be, one of those that are asked for. */
  record Found(int number, Object position, @Nullable Object[] values, Condition.Answer answer) {
    boolean isSure() {
      return answer == Condition.Answer.YES;
    }
  }

  /** With these fields besides, in its place; where they are too many, without. */
  KeptFields with(Collection<String> asked) {
    Set<String> fields = new TreeSet<>(columns.keySet());
    if (!fields.addAll(asked) || fields.size() > MOST_FIELDS) {
      return this;
    }
    clear();
    return new KeptFields(fields, documents, room);
  }

  /** Makes room. */
  void clear() {
    room.addAndGet(rows.size());
    rows.clear();
    isFilled = false;
  }

  void put(Object position, Document document) {
    if (isFilled) {
      add(position, document);
    }
    if (room.get() < 0) {
      clear();
    }
  }

  void remove(Object position) {
    if (rows.remove(position) != null) {
      room.incrementAndGet();
    }
  }

  private void add(Object position, Document document) {
    @Nullable Object[] values = new Object[paths.size()];
    for (int column = 0; column < values.length; column++) {
      Object value = value(document, paths.get(column));
      values[column] = value instanceof String text ? once(text, shared.get(column)) : value;
    }
    if (rows.put(position, values) == null) {
      room.decrementAndGet();
    }
  }

  /**
   * All that may be asked for as they are now, none of which is read; sorted as the server sorts.
   *
   * @return empty where what is asked for, or its order, can be told only from the documents
   */
  Optional<Stream<Found>> find(Document query, Document order) {
    Condition condition = Condition.of(query, columns);
    boolean tells = condition != Condition.OPEN && !query.isEmpty();
    if ((!tells && order.isEmpty()) || !have(order.keySet()) || !fill()) {
      return Optional.empty();
    }
    List<Found> found = find(condition);
    return found.stream().allMatch(one -> tells(one, order.keySet()))
        ? Optional.of(inOrder(found, order))
        : Optional.empty();
  }

  /** Where there is room, also for those that come soon. */
  private boolean fill() {
    int count = documents.size();
    if (!isFilled && count + count / 4 <= room.get()) {
      documents.forEach(this::add);
      isFilled = true;
    }
    return isFilled;
  }

  /** As they follow each other in the store. */
  private List<Found> find(Condition condition) {
    List<Found> found = new ArrayList<>();
    rows.forEach(
        (position, values) -> {
          Condition.Answer answer = condition.of(values);
          if (answer != Condition.Answer.NO) {
            found.add(new Found(found.size(), position, values, answer));
          }
        });
    return found;
  }

  /** One after the other: how many are wanted shows only when they are looked at. */
  private Stream<Found> inOrder(List<Found> found, Document order) {
    if (order.isEmpty()) {
      return found.stream();
    }
    Queue<Found> rest = new PriorityQueue<>(comparator(order));
    rest.addAll(found);
    return Stream.iterate(rest.poll(), Objects::nonNull, last -> rest.poll());
  }

  /** Those that are alike stay as they follow each other in the store. */
  private Comparator<Found> comparator(Document order) {
    Comparator<Found> comparator = (one, other) -> 0;
    for (Map.Entry<String, Object> field : order.entrySet()) {
      int column = column(field.getKey());
      ValueComparator values =
          ((Number) field.getValue()).intValue() > 0
              ? ValueComparator.asc()
              : ValueComparator.desc();
      comparator =
          comparator.thenComparing(
              (one, other) -> values.compare(one.values()[column], other.values()[column]));
    }
    return comparator.thenComparingInt(Found::number);
  }

  /**
   * No more of a document than some fields.
   *
   * @return empty where only the document itself tells them
   */
  Optional<Document> part(Found found, Collection<String> fields) {
    if (!have(fields) || !tells(found, fields)) {
      return Optional.empty();
    }
    Document part = new Document();
    for (String field : fields) {
      Object value = found.values()[column(field)];
      if (!(value instanceof Missing)) {
        Utils.changeSubdocumentValue(part, field, value);
      }
    }
    return Optional.of(part);
  }

  private boolean have(Collection<String> fields) {
    return columns.keySet().containsAll(fields);
  }

  private boolean tells(Found found, Collection<String> fields) {
    for (String field : fields) {
      if (found.values()[column(field)] == Condition.UNTOLD) {
        return false;
      }
    }
    return true;
  }

  private int column(String field) {
    return Objects.requireNonNull(columns.get(field), field);
  }

  private static @Nullable Object value(Document document, String[] path) {
    Object value = document;
    for (String step : path) {
      if (value instanceof Collection) {
        return Condition.UNTOLD;
      }
      value = value instanceof Document inner ? inner.getOrMissing(step) : Missing.getInstance();
    }
    return value instanceof Collection || value instanceof Document ? Condition.UNTOLD : value;
  }

  /** Teams and states are few, and the same text stands for all cases that have it. */
  private static String once(String text, Map<String, String> shared) {
    String known = shared.get(text);
    if (known == null && shared.size() < MOST_SHARED) {
      shared.put(text, text);
    }
    return known == null ? text : known;
  }
}
