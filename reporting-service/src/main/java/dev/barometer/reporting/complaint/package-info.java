/** The cases as complaint-service last told of them; handling them is that service's business. */
@NullMarked
package dev.barometer.reporting.complaint;

import org.jspecify.annotations.NullMarked;
