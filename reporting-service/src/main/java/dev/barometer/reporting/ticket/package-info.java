/** One row per ticket, as the platform last told of it; without who asked for help. */
@NullMarked
package dev.barometer.reporting.ticket;

import org.jspecify.annotations.NullMarked;
