package dev.barometer.reporting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the reporting.
 *
 * @param hoursKept how long scoring-service keeps the tallies of hours
 * @param mostListeners how many may listen to the stream at once
 * @param mostListenersPerCaller how many of them may be of one caller
 * @param talliesInMemory how much memory the tallies may take that queries are answered from
 * @param tokenLifetime how long a token lasts whose end nobody names
 */
@ConfigurationProperties("barometer.reporting")
public record ReportingProperties(
    @DefaultValue("100d") Duration hoursKept,
    @DefaultValue("200") int mostListeners,
    @DefaultValue("20") int mostListenersPerCaller,
    @DefaultValue("48MB") DataSize talliesInMemory,
    @DefaultValue("90d") Duration tokenLifetime) {}
