package dev.barometer.benchmarks.rows;

import dev.barometer.benchmarks.asking.TicketEvents;
import dev.barometer.benchmarks.freshness.Freshness;
import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.http.FormPosts;
import dev.barometer.benchmarks.http.HttpCalls;
import dev.barometer.benchmarks.query.Query;
import dev.barometer.benchmarks.rebuild.Rebuild;
import dev.barometer.benchmarks.recovery.Recovery;
import dev.barometer.benchmarks.rolling.RollingRow;
import dev.barometer.benchmarks.start.SuiteStart;
import dev.barometer.benchmarks.tally.TallyRow;
import dev.barometer.benchmarks.writes.Writes;
import java.util.LinkedHashMap;
import java.util.Map;

/** All rows in the order of the report. */
final class Catalogue {
  private Catalogue() {}

  /** How a row is set up. */
  @FunctionalInterface
  interface Setup {
    Row in(Bench bench) throws Exception;
  }

  static Map<String, Setup> rows() {
    Map<String, Setup> rows = new LinkedHashMap<>();
    rows.put("1", HttpCalls::row);
    rows.put("3a", RollingRow::shown);
    rows.put("3b", RollingRow::best);
    rows.put("3c", TallyRow::job);
    rows.put("4", TallyRow::guarantee);
    rows.put("5", Freshness::row);
    rows.put("6", Query::row);
    rows.put("7", Rebuild::row);
    rows.put("8", Recovery::row);
    rows.put("9", Writes::row);
    rows.put("10", SuiteStart::row);
    rows.put("11", FormPosts::row);
    rows.put("12", TicketEvents::row);
    return rows;
  }
}
