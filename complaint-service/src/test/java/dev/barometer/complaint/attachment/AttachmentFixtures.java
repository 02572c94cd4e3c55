package dev.barometer.complaint.attachment;

import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Files as settings take them: texts and PDF, two at a case. */
public final class AttachmentFixtures {
  static final AttachmentProperties SETTINGS =
      new AttachmentProperties(
          DataSize.ofMegabytes(5),
          2,
          List.of("txt", "pdf"),
          null,
          Duration.ofSeconds(5),
          Duration.ofHours(1));

  private AttachmentFixtures() {}

  public static AttachmentReader reader() {
    return new AttachmentReader(SETTINGS);
  }
}
