/** CloudEvents as they come in and go out, over Kafka and HTTP. */
@NullMarked
package dev.barometer.starter.event;

import org.jspecify.annotations.NullMarked;
