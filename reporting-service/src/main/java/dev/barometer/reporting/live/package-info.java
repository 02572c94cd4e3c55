/**
 * Tells open pages that something changed, so that they ask again; what changed they ask the API.
 */
@NullMarked
package dev.barometer.reporting.live;

import org.jspecify.annotations.NullMarked;
