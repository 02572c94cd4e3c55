/** Row 1: one response per HTTP request, beside an endpoint that does nothing but produce. */
@NullMarked
package dev.barometer.benchmarks.http;

import org.jspecify.annotations.NullMarked;
