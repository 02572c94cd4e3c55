package dev.barometer.complaint.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A case as it lies in the database. State and unsent events are one document, so that a change and
 * what there is to tell of it are written together or not at all.
 *
 * @param unsent the events nobody was told yet, the oldest first; absent where there are none
 * @param lease who is sending them just now
 */
@Document(CaseDocument.COLLECTION)
public record CaseDocument(
    @Id String id,
    long revision,
    Case current,
    @Nullable List<CaseEvent> unsent,
    @Nullable Lease lease) {

  public static final String COLLECTION = "cases";

  /** The right to send a case's events until a moment. */
  public record Lease(String owner, Instant until) {}

  public Optional<CaseEvent> firstUnsent() {
    return unsent == null ? Optional.empty() : unsent.stream().findFirst();
  }
}
