package dev.barometer.reporting.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.metrics.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One group of a breakdown.
 *
 * @param value the dimension's value ({@code Group 56}); of a pair the whole scope ({@code
 *     service:Email,team:Group 56}); null of the rest
 * @param rest true of what belongs to no group because it has no value; otherwise absent. A group
 *     may be called anything, "none" as well: this tells it from the rest
 */
public record BreakdownItem(
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String value,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean rest,
    ScoreView score) {

  static final List<String> COLUMNS =
      Stream.concat(Stream.of("group", "rest"), ScoreRow.COLUMNS.stream()).toList();

  /** The values in the order of {@link #COLUMNS}. */
  List<@Nullable Object> row() {
    List<@Nullable Object> row = new ArrayList<>(COLUMNS.size());
    row.add(value);
    row.add(rest);
    row.addAll(ScoreRow.of(score));
    return row;
  }

  static BreakdownItem of(String value, ScoreView score) {
    return new BreakdownItem(value, false, score);
  }

  static BreakdownItem rest(ScoreView score) {
    return new BreakdownItem(null, true, score);
  }

  BreakdownItem in(Variant variant) {
    return new BreakdownItem(value, rest, score.in(variant));
  }

  BreakdownItem told(Instant asOf, boolean complete) {
    return new BreakdownItem(value, rest, score.told(asOf, complete));
  }

  BreakdownItem hidden() {
    return new BreakdownItem(value, rest, score.hidden());
  }
}
