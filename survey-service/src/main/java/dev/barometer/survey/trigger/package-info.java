/**
 * What triggers campaigns: reads what happened, and sees to it that each candidate is decided at
 * its time, once.
 */
@NullMarked
package dev.barometer.survey.trigger;

import org.jspecify.annotations.NullMarked;
