/** A broken example on purpose: the rules must fail on it. */
package dev.barometer.e2e.architecture.broken;
