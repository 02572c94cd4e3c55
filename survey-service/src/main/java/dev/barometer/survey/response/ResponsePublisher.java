package dev.barometer.survey.response;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.signature.Sender;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Puts answers on the inbound topic, keyed by the response id, signed in the name of who sent them;
 * the gate decides what is news, and whose it is.
 */
@Component
public class ResponsePublisher {
  private static final String SOURCE = "/barometer/survey-service";

  private final FactPublisher facts;

  public ResponsePublisher(FactPublisher facts) {
    this.facts = facts;
  }

  /** Completes when the broker has acknowledged it. */
  public CompletableFuture<Void> submit(Response response, Sender sender) {
    return publish(
        response.responseId(),
        response,
        response.responseId() + "-" + response.revision(),
        typeOf(response),
        response.submittedAt(),
        sender);
  }

  /** Takes back whatever the response said last; the gate gives it its revision. */
  public CompletableFuture<Void> withdraw(String responseId, Instant withdrawnAt, Sender sender) {
    return publish(
        responseId,
        new Withdrawal(responseId, withdrawnAt),
        responseId + "-withdrawn",
        EventTypes.RESPONSE_WITHDRAWN,
        withdrawnAt,
        sender);
  }

  private record Withdrawal(String responseId, Instant withdrawnAt) {}

  private CompletableFuture<Void> publish(
      String key, Object value, String eventId, String type, Instant time, Sender sender) {
    return facts.publish(
        new Outgoing(
            Topics.INBOUND_RESPONSES, key, value, eventId, SOURCE, type, time, sender.toText()));
  }

  private static String typeOf(Response response) {
    if (response.withdrawnAt() != null) {
      return EventTypes.RESPONSE_WITHDRAWN;
    }
    return response.revision() == 1 ? EventTypes.RESPONSE_SUBMITTED : EventTypes.RESPONSE_REVISED;
  }
}
