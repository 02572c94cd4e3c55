package dev.barometer.reporting.action;

import org.jspecify.annotations.Nullable;

/**
 * An action, and what was before it.
 *
 * @param baseline null where it never started
 */
public record ReportedAction(Action action, @Nullable Baseline baseline) {}
