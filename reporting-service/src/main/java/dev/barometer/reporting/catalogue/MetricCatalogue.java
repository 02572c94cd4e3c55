package dev.barometer.reporting.catalogue;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.frame.glossary.Glossary;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import dev.barometer.metrics.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what the metrics mean, in the reader's language. */
final class MetricCatalogue {
  /** What scoring-service keeps rolling. */
  private static final List<String> WINDOWS = List.of("24h", "7d", "30d", "90d");

  private static final Set<Dimension> OF_SURVEYS = Set.of(Dimension.SURVEY, Dimension.CAMPAIGN);

  private final int minimumN;

  MetricCatalogue(int minimumN) {
    this.minimumN = minimumN;
  }

  MetricList in(Locale language) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "messages.dashboard",
            language,
            MetricCatalogue.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    return new MetricList(Metrics.all().stream().map(metric -> view(metric, texts)).toList());
  }

  private MetricView view(Metric metric, ResourceBundle texts) {
    Formula formula = metric.formula();
    return new MetricView(
        metric.id(),
        texts.getString("metric." + metric.id()),
        metric.unit(),
        lowest(formula),
        highest(formula),
        higherIsBetter(metric),
        metric.opinion(),
        metric.opinion() ? minimumN : null,
        interval(formula),
        Scale.of(metric).stream().map(MetricCatalogue::view).toList(),
        Variant.of(metric).stream().map(Variant::label).toList(),
        dimensions(metric),
        WINDOWS,
        texts.getString("formula." + formula),
        Glossary.term(metric.id()).source());
  }

  private static MetricView.ScaleView view(Scale scale) {
    return new MetricView.ScaleView(
        scale.id(), scale.lowest(), scale.highest(), !scale.lowIsGood());
  }

  private static @Nullable Integer lowest(Formula formula) {
    return switch (formula) {
      case BALANCE -> -100;
      case POINT_MEAN -> null;
      default -> 0;
    };
  }

  private static @Nullable Integer highest(Formula formula) {
    return switch (formula) {
      case BALANCE, POSITIVE_SHARE, YES_SHARE -> 100;
      default -> null;
    };
  }

  private static @Nullable String interval(Formula formula) {
    return switch (formula) {
      case BALANCE -> "adjusted-wald";
      case POSITIVE_SHARE, YES_SHARE -> "wilson";
      case POINT_MEAN, DURATION_MEAN -> "student-t";
      case COUNT -> null;
    };
  }

  private static @Nullable Boolean higherIsBetter(Metric metric) {
    List<Boolean> said = Scale.of(metric).stream().map(Scale::lowIsGood).distinct().toList();
    if (metric.family() == Family.VOLUME || said.size() > 1) {
      return null;
    }
    return !(said.isEmpty() ? metric.lowIsGood() : said.get(0));
  }

  /** Surveys and campaigns are told by answers and invitations, the others by all facts. */
  private static List<String> dimensions(Metric metric) {
    boolean asked =
        metric.opinion() && !metric.equals(Metrics.SENTIMENT)
            || metric.equals(Metrics.RESPONSES)
            || metric.equals(Metrics.RESPONSE_RATE)
            || metric.equals(Metrics.RESPONSE_RATE_DELIVERED);
    return Arrays.stream(Dimension.values())
        .filter(dimension -> asked || !OF_SURVEYS.contains(dimension))
        .map(Dimension::label)
        .toList();
  }
}
