package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import java.util.List;
import java.util.Set;

/** What somebody at the desk sees. */
public final class SeenFixtures {
  private SeenFixtures() {}

  public static SeenRepository seen(CaseAccess access) {
    return new SeenRepository(access);
  }

  /** An agent. */
  public static DeskMember member(String name, List<String> teams) {
    return new DeskMember(new Actor(name, name), Set.of(name), true, false, teams);
  }
}
