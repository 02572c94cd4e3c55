package dev.barometer.starter.position;

import java.util.Collection;
import java.util.Map;

/** Asks the broker for the ids of topics: each topic that is made gets one of its own. */
@FunctionalInterface
interface TopicIds {
  /** By name, of those that are there. */
  Map<String, String> of(Collection<String> topics);
}
