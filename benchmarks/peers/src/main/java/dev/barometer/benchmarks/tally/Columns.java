package dev.barometer.benchmarks.tally;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a row of tallies: one for each point that can be answered, and one for all. */
final class Columns {
  static final List<String> NAMES =
      Stream.of(
              Stream.of("responses"),
              IntStream.rangeClosed(0, 10).mapToObj(point -> "nps_" + point),
              IntStream.rangeClosed(1, 5).mapToObj(point -> "csat_" + point),
              IntStream.rangeClosed(1, 7).mapToObj(point -> "ces_" + point))
          .flatMap(names -> names)
          .toList();

  private Columns() {}

  /** Those that a response counts in; none where it is withdrawn. */
  static List<String> of(Response response) {
    List<String> columns = new ArrayList<>(4);
    if (response.withdrawnAt() == null) {
      columns.add("responses");
      for (Answer answer : response.answers()) {
        columns.add(answer.metric() + "_" + answer.value());
      }
    }
    return columns;
  }
}
