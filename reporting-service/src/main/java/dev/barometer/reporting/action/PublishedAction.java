package dev.barometer.reporting.action;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.ImprovementAction;
import java.time.Instant;

/** An action as the topic is told of it. */
final class PublishedAction {
  private PublishedAction() {}

  static ImprovementAction of(Action action) {
    Goal goal = action.goal();
    return new ImprovementAction(
        action.actionId(),
        action.revision(),
        action.status().label(),
        action.title(),
        action.owner().id(),
        goal.scope(),
        goal.metric(),
        goal.target(),
        goal.start().toString(),
        action.due().toString(),
        goal.comparisonScope(),
        action.from().kind(),
        action.from().id(),
        changedAt(action));
  }

  /** What was done last. */
  static String typeOf(Action action) {
    return switch (last(action).what()) {
      case PLANNED -> EventTypes.ACTION_PLANNED;
      case CHANGED -> EventTypes.ACTION_CHANGED;
      case STARTED -> EventTypes.ACTION_STARTED;
      case FINISHED -> EventTypes.ACTION_FINISHED;
      case DROPPED -> EventTypes.ACTION_DROPPED;
      case REOPENED -> EventTypes.ACTION_REOPENED;
    };
  }

  private static Instant changedAt(Action action) {
    return last(action).at();
  }

  private static Step last(Action action) {
    return action.history().get(action.history().size() - 1);
  }
}
