/** The suite as its users see it, on the embedded broker and database. */
package dev.barometer.e2e;
