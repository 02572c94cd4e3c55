package dev.barometer.reporting.cases;

import java.util.List;

/** The cases, as pages show them: from MongoDB, or given ones in a test. */
@FunctionalInterface
public interface Cases {
  /** The ones opened last, newest first. */
  List<CaseView> newest(int limit);
}
