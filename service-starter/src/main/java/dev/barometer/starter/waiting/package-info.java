/** Starting while the broker or the database is away: waiting, and saying so. */
@NullMarked
package dev.barometer.starter.waiting;

import org.jspecify.annotations.NullMarked;
