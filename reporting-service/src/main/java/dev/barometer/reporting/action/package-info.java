/**
 * Improvement actions: what somebody wants to make better until when, how far it is, and what can
 * be said of its effect. The baseline is frozen when an action starts, so that nothing which comes
 * later moves it.
 */
@NullMarked
package dev.barometer.reporting.action;

import org.jspecify.annotations.NullMarked;
