package dev.barometer.survey.response;

import dev.barometer.contract.Response;
import dev.barometer.starter.fact.FactJson;
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
  private final ClaimRepository claims;
  private final ResponsePublisher responses;
  private final Clock clock;

  public ResponseBatchPublisher(ClaimRepository claims, ResponsePublisher responses, Clock clock) {
    this.claims = claims;
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
    List<Claim> claimed = answers.stream().map(answer -> claimOf(answer, sender, now)).toList();
    List<ClaimRepository.Standing> standing = claims.claimAll(claimed);
    List<Boolean> taken = new ArrayList<>(answers.size());
    List<CompletableFuture<Void>> sent = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      Claim first = standing.get(i).claim();
      boolean agrees = first.digest().equals(claimed.get(i).digest());
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

  private static Claim claimOf(Sound answer, Sender sender, Instant now) {
    Response response = answer.response();
    Response said = answer.timed() ? response : Completion.at(response, Instant.EPOCH);
    return new Claim(
        Claim.idOfRevision(response.responseId(), response.revision()),
        HexFormat.of().formatHex(Digest.of(FactJson.write(said))),
        response.submittedAt(),
        now,
        sender.name() == null ? "" : sender.name());
  }
}
