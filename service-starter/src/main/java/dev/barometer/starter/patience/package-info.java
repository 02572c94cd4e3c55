/**
 * What fails and is tried again: for how long already, when that is told as not alive, and the end
 * of the process where it does not heal.
 */
@NullMarked
package dev.barometer.starter.patience;

import org.jspecify.annotations.NullMarked;
