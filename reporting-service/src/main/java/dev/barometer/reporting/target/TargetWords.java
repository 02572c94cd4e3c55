package dev.barometer.reporting.target;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.reporting.score.ScoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words what scores are measured by, for pages and reports alike. */
public final class TargetWords {
  private final Wording wording;

  /**
   * @param wording with the texts of targets
   */
  public TargetWords(Wording wording) {
    this.wording = wording;
  }

  /** What is to be reached, whether it is, and who says so. */
  public GoalText of(Yardstick by, ScoreView score) {
    Optional<Verdict> verdict = by.verdict(score);
    Bands bands = by.bands();
    List<String> notes = new ArrayList<>();
    String text;
    if (by.target() != null || bands == null) {
      text = target(by, verdict);
      if (by.target() != null && bands != null) {
        notes.add(bands(by, bands, by.grade(score), Optional.empty()));
      }
    } else {
      text = bands(by, bands, by.grade(score), verdict);
    }
    Baseline baseline = by.baseline();
    if (baseline != null && (by.target() != null || bands != null)) {
      notes.add(baseline(by, baseline));
    }
    notes.add(wording.say("target.source.is", source(by, score.scope())));
    return new GoalText(text, verdict.map(Verdict::label).orElse(null), notes);
  }

  /** In few words, for a column that is called so: {@code at least 80%, missed}. */
  public String inShort(Yardstick by, ScoreView score) {
    Optional<String> verdict = by.verdict(score).map(Verdict::label).map(this::verdict);
    Double target = by.target();
    if (target != null) {
      String said = target(by, target);
      return verdict.map(one -> wording.say("target.short", said, one)).orElse(said);
    }
    return by.grade(score)
        .map(Grade::label)
        .map(grade -> wording.say("target.grade." + grade))
        .flatMap(said -> verdict.map(one -> wording.say("target.bands.called", said, one)))
        .orElse("");
  }

  /** All that is set, without a score, such as {@code Target: at least 80%}. */
  public String summary(Yardstick by) {
    List<String> parts = new ArrayList<>();
    if (by.target() != null) {
      parts.add(target(by, Optional.empty()));
    }
    Bands bands = by.bands();
    if (bands != null) {
      parts.add(wording.say("target.bands", bounds(by, bands)));
    }
    Baseline baseline = by.baseline();
    if (baseline != null) {
      parts.add(baseline(by, baseline));
    }
    String said = String.join(" · ", parts);
    return by.scale() == null ? said : wording.say("target.on-scale", said, by.scale());
  }

  /** The line of a chart; empty where there is nothing to reach. */
  public Optional<String> line(Yardstick by) {
    Bands bands = by.bands();
    if (by.target() != null) {
      return Optional.of(target(by, Optional.empty()));
    }
    return Optional.ofNullable(bands)
        .map(one -> wording.say("target.bands", bounds(by, new Bands(one.good(), null, false))));
  }

  /** Who set it, and for whom. */
  public String source(Yardstick by, String asked) {
    if (by.usual()) {
      return wording.say("target.source.usual");
    }
    return by.ofAllFor(asked) ? wording.say("target.source.of-all", by.source()) : by.source();
  }

  public String verdict(String label) {
    return wording.say("target.verdict." + label);
  }

  private String target(Yardstick by, Optional<Verdict> verdict) {
    Double target = by.target();
    if (target == null) {
      Baseline baseline = by.baseline();
      return baseline == null ? "" : baseline(by, baseline);
    }
    String said = target(by, target);
    return verdict
        .map(one -> wording.say("target.is.judged", said, verdict(one.label())))
        .orElseGet(() -> wording.say("target.is", said));
  }

  private String target(Yardstick by, double target) {
    return wording.say(
        by.lowIsGood() ? "target.at-most" : "target.at-least", value(by.measured(), target));
  }

  private String baseline(Yardstick by, Baseline baseline) {
    return wording.say(
        "target.baseline.is", value(by.measured(), baseline.value()), baseline.source());
  }

  private String bands(
      Yardstick by, Bands bands, Optional<Grade> grade, Optional<Verdict> verdict) {
    String bounds = bounds(by, bands);
    if (grade.isEmpty()) {
      return wording.say("target.bands", bounds);
    }
    String called = wording.say("target.grade." + grade.get().label());
    return verdict
        .map(one -> wording.say("target.bands.judged", called, bounds, verdict(one.label())))
        .orElseGet(() -> wording.say("target.bands.called", called, bounds));
  }

  private String bounds(Yardstick by, Bands bands) {
    String good = value(by.measured(), bands.good());
    Double excellent = bands.excellent();
    if (excellent == null) {
      return wording.say(by.lowIsGood() ? "target.good.to" : "target.good.from", good);
    }
    String key = by.lowIsGood() ? bands.above() ? "below" : "to" : bands.above() ? "above" : "from";
    return wording.say("target.excellent." + key, good, value(by.measured(), excellent));
  }

  /** As somebody would write down a bound: without digits it does not need. */
  public String value(Metric metric, @Nullable Double value) {
    if (value == null) {
      return "";
    }
    return switch (metric.unit()) {
      case "percent" -> wording.plain(value) + "%";
      case "seconds" -> wording.spanInOneLine(value);
      default -> wording.plain(value);
    };
  }
}
