/**
 * What triggers campaigns: reads {@code barometer.tickets}, keeps what is known of each ticket, and
 * sees to it that each candidate is decided at its time, once.
 */
@NullMarked
package dev.barometer.survey.trigger;

import org.jspecify.annotations.NullMarked;
