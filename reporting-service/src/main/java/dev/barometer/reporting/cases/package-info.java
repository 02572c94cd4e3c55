/** Where cases are worked on: complaint-service has them, here are the ways to them. */
@NullMarked
package dev.barometer.reporting.cases;

import org.jspecify.annotations.NullMarked;
