package dev.barometer.complaint.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One case in a list, in the reader's words.
 *
 * @param said the first line of what was said; a rating where nothing was
 * @param person who complained, as far as he is known
 * @param assignee whose case it is; null where it is nobody's
 */
record DeskLine(
    String id,
    String kind,
    String severity,
    boolean severe,
    String statusId,
    String status,
    String level,
    TimeLeft time,
    @Nullable String said,
    @Nullable String person,
    @Nullable String ticket,
    @Nullable String service,
    @Nullable String team,
    @Nullable String assignee,
    boolean repeated,
    boolean secondStage,
    Instant openedAt,
    @Nullable Instant closedAt) {}
