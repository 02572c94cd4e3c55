package dev.barometer.complaint.improvement;

import java.time.LocalDate;

/**
 * An improvement action that came from a case.
 *
 * @param status {@code planned}, {@code running}, {@code done} or {@code dropped}
 * @param owner the staff id of who answers for it
 * @param due the day by which it is to be done
 */
public record CaseAction(
    String actionId, String title, String status, String owner, LocalDate due) {}
