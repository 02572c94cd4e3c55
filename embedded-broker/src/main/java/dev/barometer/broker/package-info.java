/** A broker that needs no installation. Knows nothing of Barometer. */
@NullMarked
package dev.barometer.broker;

import org.jspecify.annotations.NullMarked;
