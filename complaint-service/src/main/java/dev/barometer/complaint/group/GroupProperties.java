package dev.barometer.complaint.group;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a group of cases is a signal.
 *
 * @param period over which groups are counted where nobody asks for another
 * @param signalPeriod over which a group has to grow
 * @param least how many cases it has to have then
 * @param growth how many times as many as in the period before
 */
@ConfigurationProperties("barometer.complaints.groups")
record GroupProperties(
    @DefaultValue("30d") Duration period,
    @DefaultValue("7d") Duration signalPeriod,
    @DefaultValue("5") int least,
    @DefaultValue("2") double growth) {}
