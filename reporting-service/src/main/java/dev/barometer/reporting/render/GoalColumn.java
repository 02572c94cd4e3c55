package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Words beside scores what they are measured by, and whether that is reached. */
final class GoalColumn {
  private final Wording wording;
  private final TargetWords words;
  private final Figures names;

  GoalColumn(Wording wording) {
    this.wording = wording;
    this.words = new TargetWords(wording);
    this.names = new Figures(wording);
  }

  /**
   * The same with a column of it, and a table of who says so; as it was where nothing is measured
   * by anything.
   */
  Stream<Paper.Sheet> beside(Paper.Sheet sheet, List<Content.Figure> figures) {
    if (figures.stream().allMatch(one -> one.yardstick() == null)) {
      return Stream.of(sheet);
    }
    List<String> columns = new ArrayList<>(sheet.columns());
    columns.add(wording.say("report.goal"));
    List<Paper.Row> rows = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      Paper.Row row = sheet.rows().get(i);
      List<String> cells = new ArrayList<>(row.cells());
      cells.add(cell(figures.get(i)));
      rows.add(new Paper.Row(row.name(), row.href(), cells));
    }
    return Stream.of(
        new Paper.Sheet(sheet.caption(), columns, rows, sheet.note()), sources(figures));
  }

  private String cell(Content.Figure figure) {
    Yardstick by = figure.yardstick();
    return by == null ? "" : words.inShort(by, figure.score());
  }

  private Paper.Sheet sources(List<Content.Figure> figures) {
    return Paper.Sheet.of(
        wording.say("report.goals"),
        List.of(
            wording.say("report.metric"),
            wording.say("report.goals.what"),
            wording.say("target.source")),
        figures.stream().flatMap(this::source).toList());
  }

  private Stream<Paper.Row> source(Content.Figure figure) {
    return Stream.ofNullable(figure.yardstick())
        .map(
            by ->
                new Paper.Row(
                    names.name(figure.metric()),
                    null,
                    List.of(words.summary(by), words.source(by, figure.score().scope()))));
  }
}
