package dev.barometer.benchmarks.harness;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The results as Markdown for people and as JSON for programs. */
public record Report(String date, String scale, Machine machine, List<Played> played) {
  /** A row and what its contestants showed. */
  public record Played(Row row, List<Result> results) {}

  public Report {
    played = List.copyOf(played);
  }

  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Rows beside their peers, ").append(date).append("\n\n");
    text.append(machine.inWords()).append(" Scale: ").append(scale).append(".\n\n");
    text.append(
        "Each figure is the median of the repetitions, with the lowest and the highest in brackets;"
            + " a contestant whose result was wrong has none.\n");
    played.forEach(one -> row(text, one));
    return text.toString();
  }

  private static void row(StringBuilder text, Played played) {
    Row row = played.row;
    text.append("\n## ").append(row.id()).append(". ").append(row.title()).append("\n\n");
    text.append(row.method()).append("\n\n");
    Set<String> measures = new LinkedHashSet<>();
    played.results.forEach(result -> measures.addAll(result.samples().keySet()));
    String first = measures.contains(Trial.CPU) ? Trial.CPU : Trial.RATE;
    boolean comparesCost = measures.contains(first);
    text.append("| contestant | ").append(String.join(" | ", measures));
    text.append(comparesCost ? " | " + first + ", compared |\n" : " |\n");
    text.append("|---".repeat(measures.size() + (comparesCost ? 2 : 1))).append("|\n");
    for (Result result : played.results) {
      text.append("| ").append(result.contestant()).append(" | ");
      Map<String, Sample> samples = result.samples();
      if (samples.isEmpty()) {
        text.append(result.failure()).append(" |\n");
        continue;
      }
      text.append(
          measures.stream()
              .map(measure -> cell(samples.get(measure)))
              .collect(Collectors.joining(" | ")));
      text.append(comparesCost ? " | " + compared(played, result, first) + " |\n" : " |\n");
    }
  }

  /** How the contestant's median stands to that of the first one. */
  private static String compared(Played played, Result result, String measure) {
    Sample own = result.samples().get(measure);
    Sample first = played.results.get(0).samples().get(measure);
    return own == null || first == null
        ? ""
        : String.format(Locale.ROOT, "%.2f x", own.median() / first.median());
  }

  private static String cell(@Nullable Sample sample) {
    if (sample == null) {
      return "";
    }
    return sample.min() == sample.max()
        ? number(sample.median())
        : number(sample.median())
            + " ("
            + number(sample.min())
            + " .. "
            + number(sample.max())
            + ")";
  }

  static String inWords(Trial trial) {
    return trial.measures().entrySet().stream()
        .map(measure -> number(measure.getValue()) + " " + measure.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  public String json() {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tree());
  }

  private Map<String, Object> tree() {
    return Map.of(
        "date",
        date,
        "scale",
        scale,
        "machine",
        machine,
        "rows",
        played.stream()
            .map(
                one ->
                    Map.of(
                        "id", one.row.id(),
                        "title", one.row.title(),
                        "method", one.row.method(),
                        "results", one.results))
            .toList());
  }
}
