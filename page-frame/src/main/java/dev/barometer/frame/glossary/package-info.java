/** What the terms on pages mean, with where each comes from. */
@NullMarked
package dev.barometer.frame.glossary;

import org.jspecify.annotations.NullMarked;
