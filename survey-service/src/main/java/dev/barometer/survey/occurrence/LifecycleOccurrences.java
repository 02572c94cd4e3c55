package dev.barometer.survey.occasion;

import dev.barometer.contract.fact.LifecycleSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked about a contract, an onboarding, a training or a release as it stands. */
final class LifecycleOccasions {
  private LifecycleOccasions() {}

  /** A renewal is when it is renewed: who asks before that knows how long before. */
  static List<Occasion> of(LifecycleSubject subject) {
    List<Occasion> all = new ArrayList<>();
    for (LifecycleSubject.Milestone milestone : subject.milestones()) {
      add(all, Occasion.MILESTONE, milestone.name(), subject, milestone.reachedAt());
    }
    addOnce(all, Occasion.TRAINING, subject, subject.completedAt());
    addOnce(all, Occasion.RELEASE, subject, subject.usedAt());
    Instant renewsAt = subject.renewsAt();
    if (renewsAt != null) {
      // Prolonged it is renewed at another time: that is another occasion.
      add(all, Occasion.RENEWAL, renewsAt.toString(), subject, renewsAt);
    }
    return all;
  }

  private static void addOnce(
      List<Occasion> all, String on, LifecycleSubject subject, @Nullable Instant at) {
    if (at != null) {
      add(all, on, "", subject, at);
    }
  }

  private static void add(
      List<Occasion> all, String on, String generation, LifecycleSubject subject, Instant at) {
    Map<String, String> values = new HashMap<>();
    values.put("kind", subject.kind());
    if (subject.name() != null) {
      values.put("name", subject.name());
    }
    if (on.equals(Occasion.MILESTONE)) {
      values.put("milestone", generation);
    }
    all.add(
        new Occasion(
            new OccasionKey(on, subject.subjectId(), generation),
            at,
            null,
            null,
            subject.person(),
            subject.context(),
            values,
            false));
  }
}
