package dev.barometer.reporting.action;

import dev.barometer.contract.score.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The actions that a report may tell of. */
@Component
public class ReportedActionReader {
  private final ActionRepository actions;
  private final BaselineRepository baselines;

  ReportedActionReader(ActionRepository actions, BaselineRepository baselines) {
    this.actions = actions;
    this.baselines = baselines;
  }

  /** Those for this scope or for a part of it, in the order in which they were planned. */
  public List<ReportedAction> concerning(Scope scope) {
    return within(scope).map(this::reported).toList();
  }

  /** What one is called; empty where there is none. */
  public Optional<String> title(String actionId) {
    return actions.find(actionId).map(Action::title);
  }

  /** What those are called that are for this scope or for a part of it, by id. */
  public Map<String, String> titles(Scope scope) {
    Map<String, String> titles = new LinkedHashMap<>();
    within(scope).forEach(action -> titles.put(action.actionId(), action.title()));
    return titles;
  }

  private Stream<Action> within(Scope whole) {
    return actions.all().stream()
        .filter(
            action ->
                action.goal().whose().values().entrySet().containsAll(whole.values().entrySet()));
  }

  private ReportedAction reported(Action action) {
    Action.Frozen frozen = action.frozen();
    return new ReportedAction(action, frozen == null ? null : baselines.get(frozen.baselineId()));
  }
}
