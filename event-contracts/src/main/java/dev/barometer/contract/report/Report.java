package dev.barometer.contract.report;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an edition of a service report stands; what it says is asked for by its id. Topic {@link
 * Topics#REPORTS}, key the report id, written by reporting-service.
 *
 * @param edition 1, or one more than that of the report it corrects
 * @param corrects the report it is a new edition of; absent where it is the first
 * @param scope whose it is, such as {@code team:Group 70}
 * @param from the period it is about, inclusive
 * @param to exclusive
 * @param status {@code collecting}, {@code draft}, {@code in-review}, {@code approved} or {@code
 *     published}
 * @param at when this was so first
 * @param by the id of who did the last step; absent where Barometer did
 * @param knownAt all that was accepted before this moment is counted; absent until it is collected
 * @param codeVersion of what computed it; absent until it is collected
 * @param checksum of all that is frozen, {@code sha256:...}; there once it is published
 */
public record Report(
    String reportId,
    long revision,
    int edition,
    @Nullable String corrects,
    String title,
    String scope,
    Instant from,
    Instant to,
    String status,
    Instant at,
    @Nullable String by,
    @Nullable Instant knownAt,
    @Nullable String codeVersion,
    @Nullable String checksum)
    implements Fact {
  public static final String PUBLISHED = "published";

  public Report {
    corrects = Blank.toNull(corrects);
    by = Blank.toNull(by);
    codeVersion = Blank.toNull(codeVersion);
    checksum = Blank.toNull(checksum);
  }

  @Override
  public String id() {
    return reportId;
  }
}
