/** Events that come in over HTTP: one, a batch, and what becomes of each, whatever they carry. */
@NullMarked
package dev.barometer.survey.event;

import org.jspecify.annotations.NullMarked;
