/**
 * A report as people see it: worded once, and shown on the page and on paper from the same
 * template. Its pages: the list, a new one, and one report from its collection to its publication.
 */
@NullMarked
package dev.barometer.reporting.render;

import org.jspecify.annotations.NullMarked;
