package dev.barometer.reporting.dashboard;

import java.time.Instant;
import java.util.List;

/** The frame of the page: what is chosen and what may be. */
record Page(
    String window,
    String scope,
    List<WindowChoice> windows,
    List<ScopeGroup> scopes,
    String zone,
    Instant now,
    String nowText) {

  record WindowChoice(String id, boolean chosen) {}

  /** The scopes of one dimension. */
  record ScopeGroup(String dimension, List<ScopeChoice> choices) {}

  record ScopeChoice(String scope, String name) {}
}
