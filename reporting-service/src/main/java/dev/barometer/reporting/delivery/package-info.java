/**
 * Brings published reports to their recipients, one mail each, and says what became of them. It
 * follows the editions and changes none.
 */
@NullMarked
package dev.barometer.reporting.delivery;

import org.jspecify.annotations.NullMarked;
