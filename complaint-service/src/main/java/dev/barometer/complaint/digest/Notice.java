package dev.barometer.complaint.digest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What staff are told of a case; nothing of its customer.
 *
 * @param id derived from the entry of the history that it tells of
 * @param type as that entry is called: {@code breached}
 * @param level to which the case went by it; null where it went nowhere
 * @param clock which warned or was breached; null for others
 * @param due when something is owed next
 */
public record Notice(
    String id,
    String type,
    String caseId,
    Instant at,
    String severity,
    String kind,
    @Nullable String team,
    @Nullable String level,
    @Nullable String clock,
    @Nullable Instant due) {}
