package dev.barometer.reporting.action;

import dev.barometer.metrics.effect.Effect;
import dev.barometer.metrics.effect.MinimumDetectableEffect;
import dev.barometer.metrics.effect.ReturnOnMeasures;
import dev.barometer.reporting.score.ScoreView;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an action; never that it was the cause.
 *
 * @param before the score of the baseline
 * @param after the score since the start; null before a week is over
 * @param effect computed from both; null before the action starts
 * @param weeks how many weeks are in the window after
 * @param weeksAfter how many it will have
 * @param until the day after the last one of the window that is looked at
 * @param minimumDetectable the improvement that would be seen in four of five cases; null where
 *     none would, or where what there is of before may not be told
 * @param expectedN observations that are expected in all of the window after
 * @param returned what the difference is worth; null where that is not known of this metric
 */
public record Outcome(
    ScoreView before,
    @Nullable ScoreView after,
    @Nullable Effect effect,
    int weeks,
    int weeksAfter,
    LocalDate until,
    @Nullable MinimumDetectableEffect minimumDetectable,
    long expectedN,
    @Nullable ReturnOnMeasures returned) {}
