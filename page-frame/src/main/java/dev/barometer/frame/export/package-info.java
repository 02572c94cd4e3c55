/** Files for spreadsheets: when one is asked for, and how it is written. */
@NullMarked
package dev.barometer.frame.export;

import org.jspecify.annotations.NullMarked;
