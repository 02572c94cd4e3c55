package dev.barometer.reporting.dashboard;

import dev.barometer.contract.score.Scope;
import dev.barometer.frame.wording.Wording;
import java.time.Instant;

/** What a page is asked for: which span of time, whose figures, in which language, and when. */
record PageRequest(Window window, Scope scope, Wording wording, Instant now) {}
