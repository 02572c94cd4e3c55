/** Telling others over HTTP, signed as Standard Webhooks are. */
@NullMarked
package dev.barometer.starter.webhook;

import org.jspecify.annotations.NullMarked;
