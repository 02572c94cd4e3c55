package dev.barometer.starter.erasure;

import dev.barometer.contract.fact.Erasure;
import dev.barometer.starter.access.KnownStates;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who were erased, as {@code barometer.erasures} tells of them. Whoever is known stays known
 * while the broker is away.
 */
public final class ErasedPeople implements KnownStates<Erasure> {
  private final PersonMarks marks;
  private final boolean takesIn;
  private final Set<String> erased = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  public ErasedPeople(PersonMarks marks) {
    this(marks, false);
  }

  /**
   * @param takesIn whether this service takes people in: whoever is not known to be erased yet
   *     would be taken in again, so it does not start before that is known
   */
  public ErasedPeople(PersonMarks marks, boolean takesIn) {
    this.marks = marks;
    this.takesIn = takesIn;
  }

  /**
   * Has somebody told of each mark, once, when it is learned: at the start of those of before, too.
   *
   * @param listener only notes it: meanwhile nothing else is learned, nor who may call
   */
  public void tell(Consumer<String> listener) {
    listeners.add(listener);
  }

  @Override
  public void learn(Erasure told) {
    if (erased.add(told.erasureId())) {
      listeners.forEach(listener -> listener.accept(told.erasureId()));
    }
  }

  @Override
  public void forget(String erasureId) {
    erased.remove(erasureId);
  }

  @Override
  public boolean holdUpTheStart() {
    return takesIn;
  }

  /** Whether somebody was erased; nobody, who is null, never was. */
  public boolean includes(@Nullable String personId) {
    return personId != null
        && !erased.isEmpty()
        && marks.allOf(personId).stream().anyMatch(erased::contains);
  }
}
