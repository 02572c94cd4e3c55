package dev.barometer.starter.stream;

import java.util.Map;

/**
 * More settings of a service's streams, as a bean: for values that are computed or are objects, and
 * stand in no file.
 */
@FunctionalInterface
public interface StreamSettings {
  Map<String, Object> values();
}
