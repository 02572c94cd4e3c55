package dev.barometer.reporting.action;

import dev.barometer.contract.fact.Dimension;
import java.util.List;

/**
 * Who looks at actions. A manager without teams, and whoever has a manager's token, sees all of
 * them and changes them; a manager of teams leads those, and sees what is for them; everybody sees
 * what he is to do himself.
 *
 * @param staffId empty of a token
 * @param seesAll whether no team bounds what he sees
 * @param teams those that he leads
 */
record Viewer(String staffId, boolean seesAll, List<String> teams) {
  Viewer {
    teams = List.copyOf(teams);
  }

  boolean sees(Action action) {
    String team = action.goal().whose().values().get(Dimension.TEAM);
    return seesAll
        || (team != null && teams.contains(team))
        || (!staffId.isEmpty() && action.isOwnedBy(staffId));
  }

  /** Teams bound what somebody sees; who leads some leaves what is planned to managers. */
  boolean mayWrite() {
    return seesAll;
  }
}
