/**
 * CSV as people, spreadsheets and survey tools write it: rows, the row of names, cells that are
 * times, numbers or codes. What they mean is said elsewhere.
 */
@NullMarked
package dev.barometer.survey.csv;

import org.jspecify.annotations.NullMarked;
