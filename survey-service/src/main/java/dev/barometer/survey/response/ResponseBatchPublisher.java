package dev.barometer.survey.response;

import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Sender;
import dev.barometer.survey.gate.Digest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Takes many answers at once, each as one request would be taken: what was taken before in other
 * words is not sent. It may be given the same answers again.
 */
@Component
public class ResponseBatchPublisher {
  private final IdempotencyKeyRepository keys;
  private final ResponsePublisher responses;
  private final Clock clock;

  public ResponseBatchPublisher(
      IdempotencyKeyRepository keys, ResponsePublisher responses, Clock clock) {
    this.keys = keys;
    this.responses = responses;
    this.clock = clock;
  }

  /**
   * An answer that keeps every rule.
   *
   * @param timed whether its sender said when it was given; where not, the time it was taken at
   *     first stays
   */
  public record Sound(Response response, boolean timed) {}

  /**
   * Returns when the broker has acknowledged those that were taken.
   *
   * @return of each whether it was taken; if not, its revision was taken before with other content
   */
  public List<Boolean> publish(List<Sound> answers, Sender sender) {
    Instant now = clock.instant();
    List<IdempotencyKey> asked =
        answers.stream().map(answer -> keyOf(answer, sender, now)).toList();
    List<IdempotencyKeyRepository.Stored> stored = keys.registerAll(asked);
    List<Boolean> taken = new ArrayList<>(answers.size());
    List<CompletableFuture<Void>> sent = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      IdempotencyKey first = stored.get(i).key();
      boolean agrees = first.digest().equals(asked.get(i).digest());
      taken.add(agrees);
      if (agrees) {
        Sound answer = answers.get(i);
        sent.add(
            responses.submit(
                answer.timed()
                    ? answer.response()
                    : Completion.at(answer.response(), first.submittedAt()),
                sender));
      }
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    return taken;
  }

  private static IdempotencyKey keyOf(Sound answer, Sender sender, Instant now) {
    Response response = answer.response();
    Response said = answer.timed() ? response : Completion.at(response, Instant.EPOCH);
    return new IdempotencyKey(
        IdempotencyKey.idOfRevision(response.responseId(), response.revision()),
        HexFormat.of().formatHex(Digest.of(FactJson.write(said))),
        response.submittedAt(),
        now,
        sender.name() == null ? "" : sender.name());
  }
}
