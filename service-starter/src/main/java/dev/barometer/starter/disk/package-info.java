/** The disk that a service writes to: what needs room is refused before there is none. */
@NullMarked
package dev.barometer.starter.disk;

import org.jspecify.annotations.NullMarked;
