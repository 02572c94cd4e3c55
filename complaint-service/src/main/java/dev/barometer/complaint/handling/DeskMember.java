package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import java.util.List;
import java.util.Set;

/**
 * Somebody at the desk.
 *
 * @param names by which a ticket may call him: his name, and his staff id
 * @param isAgent whether he is no more than an agent
 * @param isAdministrator whether nothing bounds him
 * @param teams whose cases he sees; none where he sees those of all
 */
public record DeskMember(
    Actor actor, Set<String> names, boolean isAgent, boolean isAdministrator, List<String> teams) {

  public DeskMember {
    names = Set.copyOf(names);
    teams = List.copyOf(teams);
  }

  boolean isBound() {
    return !isAdministrator && !teams.isEmpty();
  }

  /**
   * Improvement actions are planned by managers whom no team bounds, as reporting-service has it.
   */
  public boolean mayPlan() {
    return !isAgent && !isBound();
  }
}
