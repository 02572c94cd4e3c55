package dev.barometer.survey.quiet;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When invitations and reminders go out, whoever takes them to people.
 *
 * @param quietHours of the organisation's day, such as {@code 20:00-08:00}: what would go out then
 *     goes out after it; null where there are none
 * @param weekends whether any go out on Saturdays and Sundays
 */
@ConfigurationProperties("barometer.delivery")
record DeliveryProperties(@Nullable String quietHours, @DefaultValue("true") boolean weekends) {}
