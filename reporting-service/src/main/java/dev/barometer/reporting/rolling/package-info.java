/** The rolling scores as scoring-service last published them, one document per scope. */
@NullMarked
package dev.barometer.reporting.rolling;

import org.jspecify.annotations.NullMarked;
