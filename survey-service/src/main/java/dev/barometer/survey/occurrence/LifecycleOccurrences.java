package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.LifecycleSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked about a contract, an onboarding, a training or a release as it stands. */
final class LifecycleOccurrences {
  private LifecycleOccurrences() {}

  /** A renewal is when it is renewed: who asks before that knows how long before. */
  static List<Occurrence> of(LifecycleSubject subject) {
    List<Occurrence> all = new ArrayList<>();
    for (LifecycleSubject.Milestone milestone : subject.milestones()) {
      add(all, Occurrence.MILESTONE, milestone.name(), subject, milestone.reachedAt());
    }
    addOnce(all, Occurrence.TRAINING, subject, subject.completedAt());
    addOnce(all, Occurrence.RELEASE, subject, subject.usedAt());
    Instant renewsAt = subject.renewsAt();
    if (renewsAt != null) {
      // Prolonged it is renewed at another time: that is another occurrence.
      add(all, Occurrence.RENEWAL, renewsAt.toString(), subject, renewsAt);
    }
    return all;
  }

  private static void addOnce(
      List<Occurrence> all, String on, LifecycleSubject subject, @Nullable Instant at) {
    if (at != null) {
      add(all, on, "", subject, at);
    }
  }

  private static void add(
      List<Occurrence> all, String on, String generation, LifecycleSubject subject, Instant at) {
    Map<String, String> values = new HashMap<>();
    values.put("kind", subject.kind());
    if (subject.name() != null) {
      values.put("name", subject.name());
    }
    if (on.equals(Occurrence.MILESTONE)) {
      values.put("milestone", generation);
    }
    all.add(
        new Occurrence(
            new OccurrenceKey(on, subject.subjectId(), generation),
            at,
            null,
            null,
            subject.person(),
            subject.context(),
            values,
            false));
  }
}
