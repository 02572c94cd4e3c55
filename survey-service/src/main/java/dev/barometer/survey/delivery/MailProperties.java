package dev.barometer.survey.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail goes out; the server is Spring Boot's {@code spring.mail.*}.
 *
 * @param from the sender
 * @param kept whether mails are kept to be looked at where there is no server: a campaign by mail
 *     can be tried then, and nobody gets any
 */
@ConfigurationProperties("barometer.mail")
public record MailProperties(@Nullable String from, @DefaultValue("false") boolean kept) {}
