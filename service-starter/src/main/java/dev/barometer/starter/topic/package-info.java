/** The topics: created before anything binds to them. */
@NullMarked
package dev.barometer.starter.topic;

import org.jspecify.annotations.NullMarked;
