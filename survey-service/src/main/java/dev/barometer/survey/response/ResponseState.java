package dev.barometer.survey.response;

import dev.barometer.contract.fact.Response;
import dev.barometer.survey.gate.StateInput;
import dev.barometer.survey.gate.StateOutput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gate remembers of a response: enough to tell a repeat from a contradiction and to say
 * that it was withdrawn. What the person answered is not in it.
 *
 * @param digest of the response as it was accepted
 */
record ResponseState(
    long revision,
    byte[] digest,
    boolean withdrawn,
    String surveyId,
    int surveyVersion,
    @Nullable String invitationId,
    @Nullable String ticketId,
    Instant submittedAt) {
  private static final int VERSION = 1;

  static ResponseState of(Response response, byte[] digest) {
    return new ResponseState(
        response.revision(),
        digest,
        response.withdrawnAt() != null,
        response.surveyId(),
        response.surveyVersion(),
        response.invitationId(),
        response.ticketId(),
        response.submittedAt());
  }

  /** The next state of this response: taken back, its answers gone. */
  Response withdrawn(String responseId, Instant at) {
    return Response.builder(responseId)
        .revision(revision + 1)
        .surveyId(surveyId)
        .surveyVersion(surveyVersion)
        .invitationId(invitationId)
        .ticketId(ticketId)
        .submittedAt(submittedAt)
        .withdrawnAt(at)
        .build();
  }

  byte[] toBytes() {
    return new StateOutput(VERSION)
        .number(revision)
        .block(digest)
        .flag(withdrawn)
        .text(surveyId)
        .number(surveyVersion)
        .text(invitationId)
        .text(ticketId)
        .time(submittedAt)
        .toBytes();
  }

  static ResponseState read(byte[] bytes) {
    StateInput reader = new StateInput(VERSION, bytes);
    return new ResponseState(
        reader.number(),
        reader.block(),
        Boolean.TRUE.equals(reader.flag()),
        reader.requiredText(),
        (int) reader.number(),
        reader.text(),
        reader.text(),
        reader.time());
  }
}
