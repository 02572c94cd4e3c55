/**
 * Who works here: administrators add people, change what they may, and invite them to choose a
 * password.
 */
@NullMarked
package dev.barometer.reporting.staff;

import org.jspecify.annotations.NullMarked;
