/** The page that lists what all terms mean; the terms themselves are the page frame's. */
@NullMarked
package dev.barometer.reporting.glossary;

import org.jspecify.annotations.NullMarked;
