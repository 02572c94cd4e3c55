package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.HandRequest;
import dev.barometer.contract.fact.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody takes down.
 *
 * @param key makes the same form known, however often it is sent
 */
public record TakeDownForm(
    @Nullable String key,
    @Nullable String kind,
    @Nullable String severity,
    @Nullable String ticketId,
    @Nullable String personId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String locale,
    @Nullable String channel,
    @Nullable String text,
    @Nullable String remedySought,
    @Nullable String service,
    @Nullable String team) {

  /** With what is known already. */
  static TakeDownForm about(@Nullable String ticket, @Nullable String person) {
    return new TakeDownForm(
        UUID.randomUUID().toString(),
        Case.COMPLAINT,
        "normal",
        ticket,
        person,
        null,
        null,
        null,
        "phone",
        null,
        null,
        null,
        null);
  }

  boolean hasKey() {
    return key != null && !key.isBlank();
  }

  HandRequest toRequest() {
    return new HandRequest(
        kind,
        MoveForm.blankToNull(severity),
        ticketId,
        new HandRequest.Person(personId, name, email, locale),
        channel,
        text,
        remedySought,
        new Context(
            MoveForm.blankToNull(service),
            MoveForm.blankToNull(team),
            null,
            null,
            null,
            null,
            null,
            null));
  }
}
