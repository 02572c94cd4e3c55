/** Where reading a partition goes on, kept in the service's own store. */
@NullMarked
package dev.barometer.starter.position;

import org.jspecify.annotations.NullMarked;
