package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Customer;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What somebody took down: by phone, at a counter, from a letter.
 *
 * @param saidId derived from the request, so that it is taken down once
 * @param kind {@code grievance} or {@code complaint}
 */
public record HandComplaint(
    String saidId,
    String kind,
    Severity severity,
    @Nullable String ticketId,
    @Nullable String personId,
    Context context,
    String text,
    Customer customer,
    Actor by,
    Instant at) {

  Evidence evidence() {
    var said =
        new Complaint.Evidence(saidId, at.truncatedTo(ChronoUnit.MILLIS), null, null, null, text);
    return new Evidence(1, true, Case.BY_HAND, severity, kind, context, said);
  }
}
