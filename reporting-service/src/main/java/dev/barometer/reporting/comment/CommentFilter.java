package dev.barometer.reporting.comment;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * Which comments are asked for.
 *
 * @param period null for all there are
 */
record CommentFilter(Scope scope, @Nullable Period period) {}
