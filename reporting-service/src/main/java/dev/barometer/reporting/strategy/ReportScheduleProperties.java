package dev.barometer.reporting.strategy;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When reports are planned.
 *
 * @param planAt on the day that a strategy says, where the organisation is
 */
@ConfigurationProperties("barometer.reports")
public record ReportScheduleProperties(@DefaultValue("06:00") LocalTime planAt) {}
