package dev.barometer.reporting.operating;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much operating data there may be.
 *
 * @param mostSeries in all; reports of everything tell each of them
 * @param mostPoints of one request
 * @param largestFile of a form of the page
 */
@ConfigurationProperties("barometer.operating-data")
record OperatingProperties(
    @DefaultValue("500") int mostSeries,
    @DefaultValue("10000") int mostPoints,
    @DefaultValue("2MB") DataSize largestFile) {}
