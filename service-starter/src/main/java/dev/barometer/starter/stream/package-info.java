/** What the services that run Kafka Streams do alike; nothing where the binder is absent. */
@NullMarked
package dev.barometer.starter.stream;

import org.jspecify.annotations.NullMarked;
