package dev.barometer.reporting.parameter;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Variant;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that several calls have. */
public final class Parameters {
  private Parameters() {}

  public static Scope scope(String text) {
    try {
      return Scope.asked(text);
    } catch (IllegalArgumentException unreadable) {
      throw new InvalidRequestException(
          "scope",
          "must be all, one dimension (team:Group 56) or a pair (service:Email,team:Group 56)");
    }
  }

  /** A variant of the metric by its name; null is the metric itself. */
  public static @Nullable Variant variant(@Nullable String text, Metric metric) {
    if (text == null) {
      return null;
    }
    return Variant.find(metric, text)
        .orElseThrow(() -> new InvalidRequestException("variant", variantsOf(metric)));
  }

  private static String variantsOf(Metric metric) {
    List<Variant> allowed = Variant.of(metric);
    return allowed.isEmpty()
        ? "must be left out: " + metric.id() + " has none"
        : "must be left out or be "
            + allowed.stream().map(Variant::label).collect(Collectors.joining(" or "));
  }

  /** One dimension, or two with a comma between them, that the scope does not name already. */
  public static Set<Dimension> by(String text, Scope within) {
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    for (String label : text.split(",", -1)) {
      Dimension dimension =
          Dimension.of(label.strip())
              .orElseThrow(
                  () -> new InvalidRequestException("by", "must name dimensions: " + all()));
      if (within.values().containsKey(dimension) || !dimensions.add(dimension)) {
        throw new InvalidRequestException(
            "by", "must name each dimension once, and none of the scope's");
      }
    }
    if (dimensions.size() + within.values().size() > 2) {
      throw new InvalidRequestException(
          "by", "must be at most two dimensions, those of the scope included");
    }
    return dimensions;
  }

  private static String all() {
    StringBuilder labels = new StringBuilder(80);
    for (Dimension dimension : Dimension.values()) {
      labels.append(labels.isEmpty() ? "" : ", ").append(dimension.label());
    }
    return labels.toString();
  }

  /** A metric by its id, where it is a parameter rather than part of the path. */
  public static Metric metric(String id) {
    return Metrics.find(id)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "metric",
                    "must be one of "
                        + Metrics.all().stream()
                            .map(Metric::id)
                            .collect(Collectors.joining(", "))));
  }

  public static Dimension dimension(String parameter, String label) {
    return Dimension.of(label)
        .orElseThrow(() -> new InvalidRequestException(parameter, "must be one of " + all()));
  }

  /** One of a closed set, or null where it was not asked with. */
  public static @Nullable String oneOf(
      String parameter, @Nullable String text, Collection<String> allowed) {
    if (text != null && !allowed.contains(text)) {
      throw new InvalidRequestException(parameter, "must be one of " + String.join(", ", allowed));
    }
    return text;
  }
}
