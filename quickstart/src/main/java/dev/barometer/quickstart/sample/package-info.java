/**
 * A made-up service desk, so that a newcomer sees the suite at work. It speaks the public HTTP
 * contract like any outsider; nothing here may reach into a service.
 */
@NullMarked
package dev.barometer.quickstart.sample;

import org.jspecify.annotations.NullMarked;
