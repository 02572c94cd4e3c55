/** What the pages for administrators share: the way in, and how they write times. */
@NullMarked
package dev.barometer.reporting.administration;

import org.jspecify.annotations.NullMarked;
