package dev.barometer.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Report REPORT =
      new Report(
          "2026-11-22",
          "full",
          new Machine("A processor", 2, 24, "A JDK 17", "Linux"),
          List.of(
              new Report.Played(
                  new Row("3a", "Rolling scores", "Counted by hand.", List.of()),
                  List.of(
                      new Result("ours", trials(2, 1, 4), ""),
                      new Result("peer", trials(20, 20, 20), ""),
                      new Result("wrong", List.of(), "wrong result: n is 29, not 30")))));

  private static List<Trial> trials(int... seconds) {
    return java.util.Arrays.stream(seconds).mapToObj(TournamentTest::trial).toList();
  }

  @Test
  void tellsMedianSpreadAndRatio() {
    assertThat(REPORT.markdown())
        .contains("A processor, 2 cores, 24 GiB of memory, A JDK 17, Linux.")
        .contains("## 3a. Rolling scores")
        .contains("| ours | 1,000,000 | 500,000 (250,000 .. 1,000,000) | 2.000 (1.000 .. 4.000) |")
        .contains("| peer | 1,000,000 | 50,000 | 20.0 | 10.00 x |");
  }

  @Test
  void tellsNoFigure_whenTheResultWasWrong() {
    assertThat(REPORT.markdown()).contains("| wrong | wrong result: n is 29, not 30 |\n");
  }

  @Test
  void tellsAllValuesAsJson() {
    JsonNode results = JsonMapper.builder().build().readTree(REPORT.json()).at("/rows/0/results");

    assertThat(results.at("/0/contestant").asString()).isEqualTo("ours");
    assertThat(results.at("/0/trials/2/measures").get("CPU µs/event").asDouble()).isEqualTo(4);
    assertThat(results.at("/2/failure").asString()).startsWith("wrong result");
  }
}
