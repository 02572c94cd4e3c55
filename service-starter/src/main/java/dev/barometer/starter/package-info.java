/**
 * What all four services do alike: settings and defaults here, the rest by feature. Never a rule.
 */
@NullMarked
package dev.barometer.starter;

import org.jspecify.annotations.NullMarked;
