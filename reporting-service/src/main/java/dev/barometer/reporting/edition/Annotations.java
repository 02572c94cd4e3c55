package dev.barometer.reporting.edition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people put beside single tickets, and which comments they chose.
 *
 * @param notes by section, in the order in which they were given
 * @param comments of the section on satisfaction
 */
public record Annotations(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Section, List<Note>> notes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Quote> comments) {
  static final Annotations NONE = new Annotations(new TreeMap<>(), List.of());

  public Annotations {
    SortedMap<Section, List<Note>> kept = new TreeMap<>();
    if (notes != null) {
      notes.forEach(
          (section, some) -> {
            if (!some.isEmpty()) {
              kept.put(section, List.copyOf(some));
            }
          });
    }
    notes = kept;
    comments = comments == null ? List.of() : List.copyOf(comments);
  }

  public List<Note> of(Section section) {
    return notes.getOrDefault(section, List.of());
  }

  @JsonIgnore
  boolean isEmpty() {
    return notes.isEmpty() && comments.isEmpty();
  }

  /**
   * The same where nothing else is said.
   *
   * @param some of the section; null as they are
   * @param chosen null as they are
   */
  Annotations with(Section section, @Nullable List<Note> some, @Nullable List<Quote> chosen) {
    SortedMap<Section, List<Note>> changed = new TreeMap<>(notes);
    if (some != null) {
      changed.put(section, some);
    }
    return new Annotations(changed, chosen == null ? comments : chosen);
  }

  /** What a new edition begins with. */
  Annotations handedOn() {
    return new Annotations(notes, comments.stream().filter(one -> !one.isErased()).toList());
  }

  /** One that stands there. */
  Optional<Quote> quote(String responseId) {
    return comments.stream()
        .filter(one -> one.responseId().equals(responseId) && !one.isErased())
        .findFirst();
  }

  /** The response ids of what stands there. */
  Set<String> quoted() {
    return comments.stream()
        .filter(one -> !one.isErased())
        .map(Quote::responseId)
        .collect(Collectors.toSet());
  }

  /**
   * Without the words of some.
   *
   * @param since the revision from which a response says nothing any more, by response id
   * @param leavesMark whether it is told that something stood there: what is sealed is not made
   *     shorter
   */
  Annotations erased(Map<String, Long> since, boolean leavesMark) {
    Predicate<Quote> isMeant =
        one -> one.revision() < since.getOrDefault(one.responseId(), Long.MIN_VALUE);
    return new Annotations(
        notes,
        leavesMark
            ? comments.stream().map(one -> isMeant.test(one) ? one.erased() : one).toList()
            : comments.stream().filter(isMeant.negate()).toList());
  }
}
