package dev.barometer.reporting.operating;

import dev.barometer.starter.json.FactJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is sent as JSON. By hand, as a value that is null takes a point away, while one that
 * is missing was forgotten.
 */
final class OperatingReader {
  private final OperatingRules rules;

  OperatingReader(OperatingRules rules) {
    this.rules = rules;
  }

  List<SentSeries> read(byte[] json) {
    JsonNode root = FactJson.readTree(json);
    if (!root.isObject()) {
      rules.violation("", "must be an object");
      return rules.sent();
    }
    String source = rules.source("source", text(root, "source", "source"));
    JsonNode series = root.path("series");
    if (!series.isArray() || series.isEmpty()) {
      rules.violation("series", "must be a list of at least one");
      return rules.sent();
    }
    for (int i = 0; i < series.size(); i++) {
      readSeries(series.get(i), "series[" + i + "]", source);
    }
    return rules.sent();
  }

  private void readSeries(JsonNode node, String field, String source) {
    if (!node.isObject()) {
      rules.violation(field, "must be an object");
      return;
    }
    SentSeries series =
        rules.series(
            new OperatingRules.Raw(
                text(node, "system", field + ".system"),
                text(node, "measure", field + ".measure"),
                text(node, "unit", field + ".unit"),
                text(node, "scope", field + ".scope")),
            part -> part.isEmpty() ? field : field + "." + part);
    JsonNode points = node.path("points");
    if (!points.isArray() || points.isEmpty()) {
      rules.violation(field + ".points", "must be a list of at least one");
      return;
    }
    for (int i = 0; i < points.size() && series != null; i++) {
      readPoint(series, points.get(i), field + ".points[" + i + "]", source);
    }
  }

  private void readPoint(SentSeries series, JsonNode node, String field, String source) {
    if (!node.isObject()) {
      rules.violation(field, "must be an object");
      return;
    }
    JsonNode value = node.path("value");
    if (!value.isNumber() && !value.isNull()) {
      rules.violation(field + ".value", "must be a number, or null to take the point away");
      return;
    }
    rules.point(
        series,
        text(node, "at", field + ".at"),
        value.isNull() ? null : Double.valueOf(value.numberValue().doubleValue()),
        source,
        part -> field + "." + part);
  }

  /** Null where it is left out, which is told of what is required; a number is no text. */
  private @Nullable String text(JsonNode node, String name, String field) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      rules.violation(field, "must be a text");
      return null;
    }
    return value.asString();
  }
}
