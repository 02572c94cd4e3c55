package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract, an onboarding, a training or a release as it stands. Topic {@code
 * barometer.lifecycle}, key the subject id, written by survey-service.
 *
 * @param kind {@code contract}, {@code onboarding}, {@code training} or {@code release}
 * @param person who is asked about it
 * @param milestones those that were reached so far
 * @param completedAt when a training was done
 * @param usedAt when a release was first used
 * @param renewsAt when a contract is renewed or ends
 */
public record LifecycleSubject(
    String subjectId,
    long revision,
    String kind,
    @Nullable String name,
    @Nullable Requester person,
    List<Milestone> milestones,
    @Nullable Instant completedAt,
    @Nullable Instant usedAt,
    @Nullable Instant renewsAt,
    Context context)
    implements Fact {

  public LifecycleSubject {
    subjectId = Blank.toMissing(subjectId);
    name = Blank.toNull(name);
    person = person == null || person.saysNothing() ? null : person;
    milestones =
        milestones == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(milestones));
    context = context == null ? Context.NONE : context;
  }

  /** A point on the way, and when it was reached. */
  public record Milestone(String name, Instant reachedAt) {}

  /** Without whom it is about, and the name that may name him. */
  public LifecycleSubject withoutPerson() {
    return new LifecycleSubject(
        subjectId, revision, kind, null, null, milestones, completedAt, usedAt, renewsAt, context);
  }

  @Override
  public String id() {
    return subjectId;
  }
}
