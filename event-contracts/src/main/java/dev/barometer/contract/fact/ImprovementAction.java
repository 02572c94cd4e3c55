package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to make better until when. Topic {@link Topics#ACTIONS}, key the action id,
 * written by reporting-service.
 *
 * @param status {@code planned}, {@code running}, {@code done} or {@code dropped}
 * @param owner the staff id of who answers for it
 * @param scope whose score is to become better, as a score names it
 * @param metric which score that is
 * @param target in the unit of the metric
 * @param start the first day on which it can have an effect, where the organisation is
 * @param due the day by which it is to be done
 * @param comparisonScope a scope without the action; absent where there is none
 * @param fromKind {@code complaint}, {@code signal}, {@code theme}, {@code report} or {@code
 *     manual}
 * @param fromId of what it came from; absent where somebody thought of it himself
 * @param changedAt when this was so first
 */
public record ImprovementAction(
    String actionId,
    long revision,
    String status,
    String title,
    String owner,
    String scope,
    String metric,
    Double target,
    String start,
    String due,
    @Nullable String comparisonScope,
    String fromKind,
    @Nullable String fromId,
    Instant changedAt)
    implements Fact {

  public ImprovementAction {
    comparisonScope = Blank.toNull(comparisonScope);
    fromId = Blank.toNull(fromId);
  }

  @Override
  public String id() {
    return actionId;
  }
}
