/** Rows as files that people open in a spreadsheet. */
@NullMarked
package dev.barometer.reporting.export;

import org.jspecify.annotations.NullMarked;
