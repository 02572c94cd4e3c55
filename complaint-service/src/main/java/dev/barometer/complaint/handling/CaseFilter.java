package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import org.jspecify.annotations.Nullable;

/** Which cases are asked for; null means any. */
record CaseFilter(@Nullable Status status, @Nullable Severity severity, @Nullable String team) {}
