/**
 * Report strategies: whose report is made how often, of what, for whom and reviewed by whom. By the
 * timetable each period that is over gets its report once; by hand, too.
 */
@NullMarked
package dev.barometer.reporting.strategy;

import org.jspecify.annotations.NullMarked;
