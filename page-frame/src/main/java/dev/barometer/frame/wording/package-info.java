/** Numbers, spans and times in words, in one language: for every page. */
@NullMarked
package dev.barometer.frame.wording;

import org.jspecify.annotations.NullMarked;
