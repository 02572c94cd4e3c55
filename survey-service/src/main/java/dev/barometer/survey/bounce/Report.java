package dev.barometer.survey.bounce;

import org.jspecify.annotations.Nullable;

/**
 * What a server says of a mail that it could not deliver.
 *
 * @param to where the report was sent: the sender of that mail
 * @param status {@code 5.x.x} where it gave up for good, {@code 4.x.x} else
 * @param detail the address, and what was said of it
 */
record Report(String to, String status, @Nullable String detail) {}
