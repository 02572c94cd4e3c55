package dev.barometer.starter.calendar;

import dev.barometer.contract.rule.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's calendar, and those of teams that work at other times. A team has the calendar
 * that names it, else that of the longest beginning that fits, else the organisation's.
 */
public final class Calendars {
  /** The name of the organisation's own. */
  public static final String ORGANISATION = "organisation";

  private static final String ANY = "*";

  private final BusinessCalendar organisation;
  private final List<Named> all = new ArrayList<>();
  private final Map<String, BusinessCalendar> byTeam = new HashMap<>();
  private final Map<String, BusinessCalendar> byBeginning = new HashMap<>();

  /**
   * A calendar and whose it is.
   *
   * @param teams their names; one that ends with an asterisk stands for all that begin like it
   */
  public record Named(String name, BusinessCalendar calendar, List<String> teams) {
    public Named {
      teams = List.copyOf(teams);
    }
  }

  /**
   * @throws IllegalArgumentException where two have the same name or the same team
   */
  public Calendars(BusinessCalendar organisation, List<Named> others) {
    this.organisation = organisation;
    all.add(new Named(ORGANISATION, organisation, List.of()));
    Map<String, String> owners = new HashMap<>();
    for (Named one : others) {
      if (all.stream().anyMatch(before -> before.name().equals(one.name()))) {
        throw new IllegalArgumentException("There is a calendar named " + one.name() + " already");
      }
      all.add(one);
      for (String text : one.teams()) {
        String team = Names.normalised(text);
        if (team == null) {
          throw new IllegalArgumentException("The calendar " + one.name() + " has a nameless team");
        }
        String before = owners.putIfAbsent(team, one.name());
        if (before != null) {
          throw new IllegalArgumentException(
              "The team " + team + " is in the calendars " + before + " and " + one.name());
        }
        if (team.endsWith(ANY)) {
          byBeginning.put(team.substring(0, team.length() - 1), one.calendar());
        } else {
          byTeam.put(team, one.calendar());
        }
      }
    }
  }

  public BusinessCalendar ofOrganisation() {
    return organisation;
  }

  /** Where there is no team, the organisation's. */
  public BusinessCalendar of(@Nullable String team) {
    String name = Names.normalised(team);
    if (name == null) {
      return organisation;
    }
    BusinessCalendar named = byTeam.get(name);
    if (named != null) {
      return named;
    }
    BusinessCalendar closest = organisation;
    int longest = -1;
    for (Map.Entry<String, BusinessCalendar> one : byBeginning.entrySet()) {
      if (one.getKey().length() > longest && name.startsWith(one.getKey())) {
        longest = one.getKey().length();
        closest = one.getValue();
      }
    }
    return closest;
  }

  /** The organisation's, then the others as they were set. */
  public List<Named> all() {
    return List.copyOf(all);
  }
}
