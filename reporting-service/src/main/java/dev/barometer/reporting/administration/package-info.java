/** Where the pages for administrators begin. */
@NullMarked
package dev.barometer.reporting.administration;

import org.jspecify.annotations.NullMarked;
