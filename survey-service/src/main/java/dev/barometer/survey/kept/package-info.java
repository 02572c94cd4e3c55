/**
 * What is forgotten after a time. Whoever keeps something lists its id under the moment from which
 * the time counts, before it is kept; a due thing goes through what is over, some of it at a time.
 * Lists are pages of ten minutes, asked for by {@code _id}: no store has to be searched by age, and
 * a time that is set otherwise holds for what is listed already.
 */
@NullMarked
package dev.barometer.survey.kept;

import org.jspecify.annotations.NullMarked;
