/** The document store: how long to wait for it, and whether it is there. */
@NullMarked
package dev.barometer.starter.store;

import org.jspecify.annotations.NullMarked;
