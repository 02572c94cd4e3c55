/** What callers ask with, read strictly: what cannot be meant is refused by name. */
@NullMarked
package dev.barometer.reporting.parameter;

import org.jspecify.annotations.NullMarked;
