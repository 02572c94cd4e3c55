/**
 * When an organisation works: adding business time to a moment and measuring it. Plain; knows no
 * holidays but those it is told.
 */
@NullMarked
package dev.barometer.starter.calendar;

import org.jspecify.annotations.NullMarked;
