package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric, worded.
 *
 * @param figures the score in large print; empty where there is none, then {@code missing} says why
 * @param basis the n it rests on
 * @param detail the scale of a mean, the quantiles of a span
 */
record Tile(
    String metric,
    List<Figure> figures,
    @Nullable String missing,
    @Nullable String interval,
    @Nullable String basis,
    @Nullable String detail,
    @Nullable String band,
    @Nullable Trend trend,
    Sparkline sparkline,
    String sparklineText) {}
