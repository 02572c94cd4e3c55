package dev.barometer.reporting.dashboard;

import dev.barometer.contract.Scope;
import java.time.Instant;

/** What somebody looks at: which span of time, whose figures, in which language, and when. */
record Viewpoint(Window window, Scope scope, Wording wording, Instant now) {}
