package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Figure;
import dev.barometer.reporting.target.GoalText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric, worded.
 *
 * @param metric what it is called in the texts and in the glossary
 * @param figures the score in large print; empty where there is none, then {@code missing} says why
 * @param basis the n it rests on
 * @param base what it is compared with
 * @param list where that stands which it is made of; null where there is no such list here
 * @param behind what stands there: {@code tickets}, {@code comments} or {@code cases}
 * @param detail the scale of a mean, the quantiles of a span
 * @param goal what it is measured by; null where nothing is
 */
record Tile(
    String metric,
    List<Figure> figures,
    @Nullable String missing,
    @Nullable String interval,
    @Nullable String basis,
    @Nullable String detail,
    @Nullable GoalText goal,
    @Nullable Trend trend,
    @Nullable String base,
    @Nullable String list,
    String behind,
    Sparkline sparkline,
    String sparklineText) {

  /** The same of something that is told apart by more than its metric. */
  Tile called(String name, String itsList) {
    return new Tile(
        name,
        figures,
        missing,
        interval,
        basis,
        detail,
        goal,
        trend,
        base,
        itsList,
        behind,
        sparkline,
        sparklineText);
  }
}
