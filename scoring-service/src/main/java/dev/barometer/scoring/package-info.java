/** The service's wiring: which topics come in, through which stages, and what goes out. */
@NullMarked
package dev.barometer.scoring;

import org.jspecify.annotations.NullMarked;
