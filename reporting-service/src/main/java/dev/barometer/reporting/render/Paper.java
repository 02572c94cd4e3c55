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
   * @param noted what stands above the passages; null where there are none
   * @param passages what somebody wrote of single things
   * @param quotes what people said
   * @param empty whether neither words nor numbers stand in it
   */
  record Part(
      String section,
      String heading,
      String language,
      List<List<String>> paragraphs,
      List<Sheet> sheets,
      @Nullable String noted,
      List<Passage> passages,
      List<Quoted> quotes,
      List<Chart> charts,
      boolean empty) {}

  /**
   * What somebody wrote of one thing.
   *
   * @param href where one sees it; null on paper
   * @param facts of it, in one line
   */
  record Passage(String heading, @Nullable String href, String facts, List<Words> words) {}

  /**
   * One of the things he wrote.
   *
   * @param href where it leads; null where it does not, and on paper
   */
  record Words(String label, @Nullable String href, List<List<String>> paragraphs) {}

  /**
   * What one person said.
   *
   * @param language as a BCP 47 tag; null where it is not known
   * @param when null where it was erased, which is told in its place
   */
  record Quoted(List<List<String>> paragraphs, @Nullable String language, @Nullable String when) {}

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
