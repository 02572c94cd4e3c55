package dev.barometer.survey.response;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.gate.Digest;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Only a higher revision of a response is news; the same revision in other words is a
 * contradiction. A withdrawal may name nothing but the response: it follows whatever was said last.
 */
final class ResponseGate implements Gate<Response> {
  /** In place of a state, whose first byte is its version. */
  private static final byte[] ERASED = {0};

  private final Function<Response, byte[]> json;
  private final Predicate<String> erased;

  /**
   * @param json the form whose digest tells two responses apart
   * @param erased whether a person was erased
   */
  ResponseGate(Function<Response, byte[]> json, Predicate<String> erased) {
    this.json = json;
    this.erased = erased;
  }

  @Override
  public Verdict decide(Response said, EventContext eventContext, byte @Nullable [] state) {
    Respondent respondent = said.respondent();
    if (respondent != null && erased.test(respondent.id())) {
      return new Verdict.OfErased();
    }
    if (state != null && Arrays.equals(state, ERASED)) {
      return new Verdict.OfErased();
    }
    ResponseState before = state == null ? null : ResponseState.read(state);
    if (said.onlyTakesBack()) {
      return decideOnWithdrawal(said, before, eventContext);
    }
    return decideOnComplete(said.withDefaults(), before, eventContext);
  }

  @Override
  public String erasingType() {
    return EventTypes.RESPONSE_ERASED;
  }

  /** Nothing is left of it but that it was erased: it may name nobody when it comes again. */
  @Override
  public Verdict erase(Response asked, byte[] state) {
    return Arrays.equals(state, ERASED)
        ? new Verdict.Repeated()
        : new Verdict.Erased(null, EventTypes.RESPONSE_ERASED, ERASED);
  }

  private Verdict decideOnWithdrawal(
      Response said, @Nullable ResponseState before, EventContext eventContext) {
    if (before == null) {
      return new Verdict.Refused(DeadLetterKind.UNKNOWN, "takes back what was never answered");
    }
    if (before.withdrawn()) {
      return new Verdict.Repeated();
    }
    Instant withdrawnAt = Objects.requireNonNull(said.withdrawnAt());
    return decideOnComplete(before.withdrawn(said.responseId(), withdrawnAt), before, eventContext);
  }

  private Verdict decideOnComplete(
      Response said, @Nullable ResponseState before, EventContext eventContext) {
    List<Violation> violations = Rules.check(said, eventContext.now());
    if (!violations.isEmpty()) {
      return Verdict.Refused.broken(violations);
    }
    Response response = said.answeredOnly();
    byte[] digest = Digest.of(json.apply(response));
    if (before != null && response.revision() < before.revision()) {
      return new Verdict.Repeated();
    }
    if (before != null && response.revision() == before.revision()) {
      return Arrays.equals(digest, before.digest())
          ? new Verdict.Repeated()
          : new Verdict.Refused(
              DeadLetterKind.CONFLICT,
              "revision " + response.revision() + " was said before in other words");
    }
    return new Verdict.Accepted(
        response,
        typeOf(response, eventContext.type(), before),
        ResponseState.of(response, digest).toBytes());
  }

  /** A withdrawal is named as one, and nothing else is; else the type as it was sent. */
  private static String typeOf(Response response, String sent, @Nullable ResponseState before) {
    if (response.withdrawnAt() != null) {
      return EventTypes.RESPONSE_WITHDRAWN;
    }
    if (!sent.equals(EventTypes.RESPONSE_WITHDRAWN)) {
      return sent;
    }
    return before == null ? EventTypes.RESPONSE_SUBMITTED : EventTypes.RESPONSE_REVISED;
  }
}
