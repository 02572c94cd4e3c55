package dev.barometer.survey.builder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What points mean, as lines of {@code 5: Very satisfied}. */
final class PointLines {
  private PointLines() {}

  static String of(Map<String, String> byPoint) {
    return byPoint.entrySet().stream()
        .map(point -> point.getKey() + ": " + point.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** A line without a colon is of no point, which no scale has. */
  static Map<String, String> read(String lines) {
    Map<String, String> byPoint = new LinkedHashMap<>();
    for (String line : lines.split("\\R")) {
      if (!line.isBlank()) {
        String plain = line.replace('：', ':');
        int colon = plain.indexOf(':');
        byPoint.put(
            colon < 0 ? plain.strip() : plain.substring(0, colon).strip(),
            colon < 0 ? "" : line.substring(colon + 1).strip());
      }
    }
    return byPoint;
  }
}
