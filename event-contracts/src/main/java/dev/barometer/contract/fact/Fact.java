package dev.barometer.contract.fact;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What is true now of one entity, complete. The highest revision counts; the same revision again,
 * or a lower one, changes nothing.
 */
public interface Fact {
  /** The record's key on its topic. */
  @JsonIgnore
  String id();

  long revision();
}
