/**
 * Scoring done once more from the facts, under another application id, compared with what was
 * published and put in its place. A command, no part of the running service.
 */
@NullMarked
package dev.barometer.scoring.rebuild;

import org.jspecify.annotations.NullMarked;
