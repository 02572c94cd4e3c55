package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.action.ReportedActionReader;
import dev.barometer.reporting.comment.CommentPage;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.edition.Status;
import dev.barometer.starter.web.Cursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the writer of a draft may write of, and quote. */
@Component
class DraftReader {
  private static final int COMMENTS = 25;

  private final Comments comments;
  private final ReportedActionReader actions;

  DraftReader(Comments comments, ReportedActionReader actions) {
    this.comments = comments;
    this.actions = actions;
  }

  /**
   * @param after where the comments go on; null for the newest
   */
  void show(Edition edition, @Nullable Cursor after, Wording wording, Model model) {
    Map<String, List<NoteForm>> notes = new HashMap<>();
    if (edition.status() == Status.DRAFT) {
      TicketText words = new TicketText(wording, ReportText.Ways.NONE);
      for (Content content : edition.contents()) {
        if (content.section().lists().isPresent()) {
          notes.put(content.section().label(), NoteForm.of(edition, content, words));
        }
      }
      if (edition.plan().sections().contains(Section.SLA)) {
        model.addAttribute("actions", actions.titles(edition.plan().whose()));
      }
      if (edition.plan().sections().contains(Section.SATISFACTION)) {
        CommentPage page =
            comments.page(edition.plan().whose(), edition.plan().period(), after, COMMENTS);
        model.addAttribute("quotes", QuoteForm.of(edition, page, wording));
      }
    }
    model.addAttribute("notes", notes);
  }
}
