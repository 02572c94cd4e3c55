package dev.barometer.starter.erasure;

import dev.barometer.contract.fact.Erasure;
import dev.barometer.starter.access.KnownStates;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Those who were erased, as {@code barometer.erasures} tells of them. Whoever is known stays known
 * while the broker is away.
 */
public final class ErasedPeople implements KnownStates<Erasure> {
  private final PersonMarks marks;
  private final Set<String> erased = ConcurrentHashMap.newKeySet();

  public ErasedPeople(PersonMarks marks) {
    this.marks = marks;
  }

  @Override
  public void learn(Erasure told) {
    erased.add(told.erasureId());
  }

  @Override
  public void forget(String erasureId) {
    erased.remove(erasureId);
  }

  /** Whoever is not known to be erased yet would be taken in again. */
  @Override
  public boolean holdUpTheStart() {
    return true;
  }

  /** Whether somebody was erased; nobody, who is null, never was. */
  public boolean includes(@Nullable String personId) {
    return personId != null
        && !erased.isEmpty()
        && marks.allOf(personId).stream().anyMatch(erased::contains);
  }
}
