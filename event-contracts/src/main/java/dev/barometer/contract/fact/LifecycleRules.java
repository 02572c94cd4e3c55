package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Violations;
import java.util.List;

/** The rules of a contract, an onboarding, a training or a release. */
final class LifecycleRules {
  private static final List<String> KINDS =
      List.of("contract", "onboarding", "training", "release");
  private static final int MOST_MILESTONES = 100;

  private LifecycleRules() {}

  static void check(LifecycleSubject subject, Violations violations) {
    violations.id("subjectId", subject.subjectId());
    violations.atLeast(1, "revision", subject.revision());
    violations.oneOf("kind", subject.kind(), KINDS);
    violations.label("name", subject.name());
    violations.mayHaveHappened("completedAt", subject.completedAt());
    violations.mayHaveHappened("usedAt", subject.usedAt());
    violations.mayCome("renewsAt", subject.renewsAt());
    if (subject.milestones().size() > MOST_MILESTONES) {
      violations.broken("milestones", "must be at most " + MOST_MILESTONES);
    }
    FactRules.checkContext("context", subject.context(), violations);
    Requester person = subject.person();
    if (person != null) {
      violations.in("person").id("id", person.id());
      violations.label("name", person.name());
      violations.label("email", person.email());
      violations.label("locale", person.locale());
    }
    for (int i = 0; i < subject.milestones().size(); i++) {
      LifecycleSubject.Milestone milestone = subject.milestones().get(i);
      violations.in("milestones", i);
      if (violations.present("", milestone)) {
        violations.id("name", milestone.name());
        violations.happened("reachedAt", milestone.reachedAt());
      }
    }
  }
}
