/** What all pages have in common; a service without pages does without it. */
@NullMarked
package dev.barometer.frame;

import org.jspecify.annotations.NullMarked;
