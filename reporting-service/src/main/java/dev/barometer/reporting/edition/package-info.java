/**
 * Service reports: what is planned, collected, written, reviewed by another person and published. A
 * report that is published is frozen with all it was made of; what is put right later is a new
 * edition.
 */
@NullMarked
package dev.barometer.reporting.edition;

import org.jspecify.annotations.NullMarked;
