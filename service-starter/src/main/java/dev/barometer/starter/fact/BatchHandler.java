package dev.barometer.starter.fact;

import java.util.List;

/** Does what one service does with the facts of one topic; reading them again changes nothing. */
@FunctionalInterface
public interface BatchHandler<T> {
  /** Handles a batch in order; returns how many of it changed nothing (repeats, older ones). */
  int handle(List<Received<T>> batch);
}
