package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.comment.CommentPage;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The comments that may be quoted, to be ticked.
 *
 * @param hidden whether none may be shown
 * @param next what to ask for more with; null where there are none
 */
record QuoteForm(boolean hidden, List<Line> lines, @Nullable String next) {

  /** One of them. */
  record Line(String id, String text, @Nullable String language, String when, boolean chosen) {}

  /** Those that are chosen first. */
  static QuoteForm of(Edition edition, CommentPage page, Wording wording) {
    List<Line> lines = new ArrayList<>();
    for (Quote one : edition.noted().comments()) {
      String text = one.text();
      if (text != null) {
        lines.add(
            new Line(
                one.responseId(),
                text,
                QuoteText.language(one.locale()),
                wording.date(one.at()),
                true));
      }
    }
    Set<String> chosen = lines.stream().map(Line::id).collect(Collectors.toSet());
    for (CommentView one : page.items()) {
      if (!chosen.contains(one.responseId())) {
        lines.add(
            new Line(
                one.responseId(),
                one.text(),
                QuoteText.language(one.locale()),
                wording.date(one.submittedAt()),
                false));
      }
    }
    return new QuoteForm(lines.isEmpty() && !page.status().equals("ok"), lines, page.next());
  }
}
