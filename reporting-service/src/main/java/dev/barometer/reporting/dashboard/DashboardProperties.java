package dev.barometer.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the dashboard lets itself be told.
 *
 * @param bands what values are called, each with its source; without any, the ones the software
 *     comes with
 */
@ConfigurationProperties("barometer.dashboard")
record DashboardProperties(@Nullable List<Band> bands) {}
