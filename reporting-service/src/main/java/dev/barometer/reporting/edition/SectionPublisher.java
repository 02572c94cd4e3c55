package dev.barometer.reporting.edition;

import dev.barometer.starter.web.IfMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what sections say, of single tickets and in the words of others, too. */
@Component
public class SectionPublisher {
  private final EditionPublisher editions;
  private final QuoteRepository quotes;
  private final WritingReader reader;

  SectionPublisher(EditionPublisher editions, QuoteRepository quotes, WritingReader reader) {
    this.editions = editions;
    this.quotes = quotes;
    this.reader = reader;
  }

  /**
   * @param wanted the revision that was read; null for whatever there is
   */
  public Edition write(
      String reportId,
      @Nullable Long wanted,
      Section section,
      ReportRequest.Text asked,
      Step.Person by) {
    Edition before = editions.find(reportId);
    IfMatch.require(wanted, before.revision());
    before.requireDraft();
    if (asked.comments() != null) {
      // Only ids that can be there: each is kept.
      Set<String> chosen = reader.commentsOf(section, asked.comments());
      quotes.note(reportId, chosen);
    }
    Writing writing = reader.read(before, section, asked);
    Edition after =
        editions.change(
            reportId, wanted, (edition, now) -> edition.written(section, writing, by, now));
    return asked.comments() == null ? after : editions.forgetWhatIsGone(reportId);
  }

  /** Writes of one ticket, and leaves what is written of others. */
  public Edition note(
      String reportId,
      @Nullable Long wanted,
      Section section,
      ReportRequest.NoteText asked,
      Step.Person by) {
    String item = asked.item() == null ? "" : asked.item();
    return rewrite(
        reportId,
        wanted,
        section,
        notes -> {
          List<ReportRequest.NoteText> others = new ArrayList<>(notes);
          int at = indexOf(others, item);
          if (at < 0) {
            others.add(asked);
          } else {
            others.set(at, asked);
          }
          return others;
        },
        by);
  }

  /** Says nothing of one ticket any more. */
  public Edition leaveOut(
      String reportId, @Nullable Long wanted, Section section, String item, Step.Person by) {
    return rewrite(
        reportId,
        wanted,
        section,
        notes -> notes.stream().filter(one -> !item.equals(one.item())).toList(),
        by);
  }

  private Edition rewrite(
      String reportId,
      @Nullable Long wanted,
      Section section,
      UnaryOperator<List<ReportRequest.NoteText>> change,
      Step.Person by) {
    Edition before = editions.find(reportId);
    List<ReportRequest.NoteText> notes =
        before.noted().of(section).stream().map(ReportRequest.NoteText::of).toList();
    // For the revision whose notes these are, also where any will do.
    Long revision = wanted == null ? Long.valueOf(before.revision()) : wanted;
    var text = new ReportRequest.Text(null, change.apply(notes), null);
    return write(reportId, revision, section, text, by);
  }

  private static int indexOf(List<ReportRequest.NoteText> notes, String item) {
    for (int i = 0; i < notes.size(); i++) {
      if (item.equals(notes.get(i).item())) {
        return i;
      }
    }
    return -1;
  }
}
