package dev.barometer.starter.timetable;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what is due is done.
 *
 * @param lookEvery how often the database is asked what is due
 * @param lease how long one instance has the right to do an item: longer than any handler takes and
 *     clocks of instances disagree, or another does it, too; that long waits what was being done
 *     when a process died
 * @param workers how many handlers of a kind run at once in one instance
 * @param retry what is done when a handler fails
 * @param asideKept how long what failed too often is kept for somebody to look at
 */
@ConfigurationProperties("barometer.timetable")
record TimetableProperties(
    @DefaultValue("1s") Duration lookEvery,
    @DefaultValue("1m") Duration lease,
    @DefaultValue("4") int workers,
    @DefaultValue Retry retry,
    @DefaultValue("30d") Duration asideKept) {}
