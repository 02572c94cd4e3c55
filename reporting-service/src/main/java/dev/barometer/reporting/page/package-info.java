/** What a page of figures or of rows is asked for: whose, of which time, compared with what. */
@NullMarked
package dev.barometer.reporting.page;

import org.jspecify.annotations.NullMarked;
