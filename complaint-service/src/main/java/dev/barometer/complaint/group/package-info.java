/**
 * Customers with the same problem: cases that have something in common, which groups grow, and one
 * answer to many, each on its own record.
 */
@NullMarked
package dev.barometer.complaint.group;

import org.jspecify.annotations.NullMarked;
