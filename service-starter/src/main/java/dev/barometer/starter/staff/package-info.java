/** Who works here, as every service knows it. */
@NullMarked
package dev.barometer.starter.staff;

import org.jspecify.annotations.NullMarked;
