package dev.barometer.complaint.attachment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which files may come to a case.
 *
 * @param largest how long one may be
 * @param most how many one case may have
 * @param types endings of names; {@code zip} is known too, and has to be named here to be taken
 * @param scanUrl where the bytes are posted before they are kept: 200 says that they are clean, 406
 *     and 422 that they are not; while it is away nothing is kept. Without it nothing is scanned
 * @param scanTimeout how long it may take
 * @param orphansAfter when what was kept of a file that never came to its case is removed; longer
 *     than a file may take to come in
 */
@ConfigurationProperties("barometer.complaints.attachments")
record AttachmentProperties(
    @DefaultValue("5MB") DataSize largest,
    @DefaultValue("10") int most,
    @DefaultValue({"pdf", "png", "jpg", "jpeg", "gif", "txt", "csv", "docx", "xlsx", "eml"})
        List<String> types,
    @Nullable URI scanUrl,
    @DefaultValue("30s") Duration scanTimeout,
    @DefaultValue("1h") Duration orphansAfter) {

  AttachmentProperties {
    if (most < 1 || largest.toBytes() < 1) {
      throw new IllegalArgumentException("barometer.complaints.attachments: at least one, of one");
    }
    types = List.copyOf(types);
  }
}
