/** Row 7: every score rebuilt from the log, beside a full recomputation in PostgreSQL. */
@NullMarked
package dev.barometer.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;
