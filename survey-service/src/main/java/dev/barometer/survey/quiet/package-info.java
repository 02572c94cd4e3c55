/** When nobody is written to, and for how long in one go. */
@NullMarked
package dev.barometer.survey.quiet;

import org.jspecify.annotations.NullMarked;
