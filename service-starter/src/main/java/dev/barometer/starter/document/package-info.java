/**
 * The OpenAPI document of a service: what the handlers say, completed by what all of them do alike
 * and by what stands in the service's own file, its examples above all.
 */
@NullMarked
package dev.barometer.starter.document;

import org.jspecify.annotations.NullMarked;
