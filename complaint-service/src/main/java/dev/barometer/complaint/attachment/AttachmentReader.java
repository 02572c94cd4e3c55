package dev.barometer.complaint.attachment;

import dev.barometer.complaint.cases.Attachment;
import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.cases.Case;
import dev.barometer.starter.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The files of a case as its page shows them. */
@Component
public class AttachmentReader {
  private static final long KILOBYTE = 1_024;

  private final AttachmentProperties settings;

  AttachmentReader(AttachmentProperties settings) {
    this.settings = settings;
  }

  /**
   * What the page needs.
   *
   * @param scanned whether somebody looks at files before they are kept
   * @param room whether one more may come
   * @param accept the endings, as a form names them
   */
  public record Shown(
      List<Attachment> items,
      boolean scanned,
      boolean room,
      boolean mayRemove,
      long largestInKilobytes,
      String types,
      String accept) {}

  public Shown of(Case found, HttpServletRequest request) {
    List<Attachment> items = Attachments.of(found);
    return new Shown(
        items,
        settings.scanUrl() != null,
        items.size() < settings.most(),
        request.isUserInRole(Role.MANAGER.name()),
        settings.largest().toBytes() / KILOBYTE,
        String.join(", ", settings.types()),
        settings.types().stream().map(one -> "." + one).collect(Collectors.joining(",")));
  }
}
