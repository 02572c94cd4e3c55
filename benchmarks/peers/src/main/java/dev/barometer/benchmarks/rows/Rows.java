package dev.barometer.benchmarks.rows;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Bench.Scale;
import dev.barometer.benchmarks.harness.Machine;
import dev.barometer.benchmarks.harness.Report;
import dev.barometer.benchmarks.harness.Report.Played;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Tournament;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs rows and writes their report. Called by {@code benchmarks/rows}. */
final class Rows {
  private static final Logger log = LoggerFactory.getLogger(Rows.class);

  private Rows() {}

  /**
   * {@code --home DIR [--rows 3a,3b] [--scale quick|full] [--out DIR]}; to look at one contestant
   * alone, {@code --contestant NAME --repetitions N}.
   */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    Map<String, Catalogue.Setup> rows = Catalogue.rows();
    Set<String> unknown = new TreeSet<>(options.rows());
    unknown.removeAll(rows.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no rows " + unknown + "; there are " + rows.keySet());
    }
    Report report = play(options, rows);
    Path out = Files.createDirectories(options.out());
    String name = report.date() + "-rows";
    Files.writeString(out.resolve(name + ".md"), report.markdown());
    Files.writeString(out.resolve(name + ".json"), report.json());
    log.info("written to {}.md and .json", out.resolve(name));
  }

  private static Report play(Options options, Map<String, Catalogue.Setup> rows) throws Exception {
    Machine machine = Machine.here();
    List<Played> played = new ArrayList<>();
    try (Bench bench = Bench.open(options.home(), options.scale())) {
      if (!bench.cores().isPinned()) {
        log.warn("contestant and load share all cores: there is no taskset, or but one core");
      }
      Tournament tournament = new Tournament(options.repetitions(), log::info);
      for (Map.Entry<String, Catalogue.Setup> each : rows.entrySet()) {
        if (options.rows().isEmpty() || options.rows().contains(each.getKey())) {
          Row row = each.getValue().in(bench).only(options.contestant());
          played.add(new Played(row, tournament.play(row)));
        }
      }
    }
    String scale = options.scale().name().toLowerCase(Locale.ROOT);
    return new Report(LocalDate.now(ZoneOffset.UTC).toString(), scale, machine, played);
  }

  private record Options(
      Path home, Set<String> rows, Scale scale, Path out, String contestant, int repetitions) {
    static Options parse(String[] args) {
      Path home = Path.of("");
      Set<String> rows = Set.of();
      Scale scale = Scale.QUICK;
      String out = "";
      String contestant = "";
      int repetitions = 0;
      for (int i = 0; i + 1 < args.length; i += 2) {
        String value = args[i + 1];
        switch (args[i]) {
          case "--home" -> home = Path.of(value);
          case "--rows" -> rows = Set.of(value.split(","));
          case "--scale" -> scale = Scale.valueOf(value.toUpperCase(Locale.ROOT));
          case "--out" -> out = value;
          case "--contestant" -> contestant = value;
          case "--repetitions" -> repetitions = Integer.parseInt(value);
          default -> throw new IllegalArgumentException("unknown option " + args[i]);
        }
      }
      return new Options(
          home,
          rows,
          scale,
          out.isEmpty() ? home.resolve("target") : Path.of(out),
          contestant,
          repetitions == 0 ? scale.repetitions() : repetitions);
    }
  }
}
