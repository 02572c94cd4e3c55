package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.target.GoalText;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import java.util.ArrayList;
import java.util.List;

/** Words beside scores what they are measured by, and whether that is reached. */
final class GoalColumn {
  private final Wording wording;
  private final TargetWords words;

  GoalColumn(Wording wording) {
    this.wording = wording;
    this.words = new TargetWords(wording);
  }

  /** The same as it was where none of them is measured by anything. */
  Paper.Sheet beside(Paper.Sheet sheet, List<Content.Figure> figures) {
    if (figures.stream().allMatch(one -> one.yardstick() == null)) {
      return sheet;
    }
    List<String> columns = new ArrayList<>(sheet.columns());
    columns.add(wording.say("report.goal"));
    List<Paper.Row> rows = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      Paper.Row row = sheet.rows().get(i);
      Yardstick by = figures.get(i).yardstick();
      List<String> cells = new ArrayList<>(row.cells());
      if (by == null) {
        cells.add("");
      } else {
        GoalText said = words.of(by, figures.get(i).score());
        cells.add(said.text());
        sources.add(wording.say("target.of", row.name(), String.join(" · ", said.notes())));
      }
      rows.add(new Paper.Row(row.name(), row.href(), cells));
    }
    return new Paper.Sheet(sheet.caption(), columns, rows, String.join("; ", sources));
  }
}
