package dev.barometer.reporting.score;

/**
 * One group of a breakdown.
 *
 * @param value the dimension's value ({@code Group 56}); of a pair the whole scope ({@code
 *     service:Email,team:Group 56})
 */
public record BreakdownItem(String value, ScoreView score) {}
