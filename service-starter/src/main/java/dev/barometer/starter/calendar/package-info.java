/**
 * When an organisation and its teams work: adding business time to a moment and measuring it. The
 * reckoning is plain, and knows no holidays but those it is told: by settings, by a file, or by a
 * library for a country.
 */
@NullMarked
package dev.barometer.starter.calendar;

import org.jspecify.annotations.NullMarked;
