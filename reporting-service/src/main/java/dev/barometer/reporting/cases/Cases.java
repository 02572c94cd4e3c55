package dev.barometer.reporting.cases;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.util.List;

/** The cases, as pages show them: from MongoDB, or given ones in a test. */
@FunctionalInterface
public interface Cases {
  /** The ones of a scope that were opened last in a period, newest first. */
  List<CaseView> newest(Scope scope, Period period, int limit);
}
