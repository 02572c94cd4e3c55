package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric, worded.
 *
 * @param figures the score in large print; empty where there is none, then {@code missing} says why
 * @param basis the n it rests on
 * @param base what it is compared with
 * @param list where that stands which it is made of; null where there is no such list here
 * @param behind what stands there: {@code tickets} or {@code comments}
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
    @Nullable String base,
    @Nullable String list,
    String behind,
    Sparkline sparkline,
    String sparklineText) {}
