package dev.barometer.complaint.attachment;

import dev.barometer.complaint.cases.Attachment;
import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Lets go of the bytes of files that no case names: those that were removed or erased, before
 * anybody is told of it, and those that never came to their case, some time later. An upload that
 * stands still for longer than that between its last byte and its entry would lose its file.
 */
@Component
class AttachmentRunner implements CaseFollower, DueHandler {
  static final String KIND = "attachment.sweep";
  private static final Set<String> TAKING = Set.of(What.ATTACHMENT_REMOVED, What.ERASED);

  private final CaseRepository cases;
  private final ChunkRepository chunks;

  AttachmentRunner(CaseRepository cases, ChunkRepository chunks) {
    this.cases = cases;
    this.chunks = chunks;
  }

  /** What one attempt to bring a file wrote. */
  record Orphan(String caseId, int number, String upload) {
    private static final char SEPARATOR = '/';

    String key() {
      return caseId + SEPARATOR + number + SEPARATOR + upload;
    }

    static Orphan of(String key) {
      int second = key.lastIndexOf(SEPARATOR);
      int first = key.lastIndexOf(SEPARATOR, second - 1);
      return new Orphan(
          key.substring(0, first),
          Integer.parseInt(key.substring(first + 1, second)),
          key.substring(second + 1));
    }
  }

  @Override
  public void follow(List<Followed> changes) {
    for (Followed change : changes) {
      if (change.entries().stream().map(Entry::what).anyMatch(TAKING::contains)) {
        Case current = change.current();
        Attachments.gone(current)
            .forEach(one -> chunks.delete(current.caseId(), one.number(), one.chunks()));
      }
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    due.forEach(this::sweep);
    return Map.of();
  }

  private void sweep(Due due) {
    Orphan orphan = Orphan.of(due.key());
    Optional<Attachment> arrived =
        cases.find(orphan.caseId()).flatMap(found -> Attachments.find(found, orphan.number()));
    if (arrived.isEmpty()) {
      int pieces = Integer.parseInt(due.data());
      chunks.delete(orphan.caseId(), orphan.number(), pieces, orphan.upload());
    }
  }
}
