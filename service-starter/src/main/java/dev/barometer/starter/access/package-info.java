/** Who may call, as signed topics tell it: every instance reads all of them into its memory. */
@NullMarked
package dev.barometer.starter.access;

import org.jspecify.annotations.NullMarked;
