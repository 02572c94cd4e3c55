package dev.barometer.reporting.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report in words, as page and paper show it.
 *
 * @param language that title and words are written in, whichever the rest is told in
 * @param facts what it is of, known when, in which edition
 * @param changes against the edition that it corrects; null where it corrects none
 */
record Paper(
    String title, String language, List<Fact> facts, List<Part> parts, @Nullable Sheet changes) {

  /** One thing that is known about it. */
  record Fact(String label, String value) {}

  /**
   * A section.
   *
   * @param language that the words are written in
   * @param paragraphs what somebody wrote, each as its lines
   * @param empty whether neither words nor numbers stand in it
   */
  record Part(
      String section,
      String heading,
      String language,
      List<List<String>> paragraphs,
      List<Sheet> sheets,
      List<Chart> charts,
      boolean empty) {}

  /**
   * A table.
   *
   * @param caption null where the section's heading says it
   * @param columns the first is of the names
   * @param note what is to be known of its numbers; null where nothing is
   */
  record Sheet(
      @Nullable String caption, List<String> columns, List<Row> rows, @Nullable String note) {

    static Sheet of(@Nullable String caption, List<String> columns, List<Row> rows) {
      return new Sheet(caption, columns, rows, null);
    }
  }

  /**
   * A line of it.
   *
   * @param href where one sees what it is made of; null on paper, and where nothing shows it
   */
  record Row(String name, @Nullable String href, List<String> cells) {}
}
