package dev.barometer.reporting.action;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import java.util.List;

/** Callers as those who look at actions. */
public final class ViewerReader {
  private static final String STAFF = "staff:";

  private ViewerReader() {}

  static Viewer of(Caller caller) {
    boolean manages = caller.role() == Role.MANAGER;
    boolean leads = manages && !caller.teams().isEmpty();
    String staffId = caller.id().startsWith(STAFF) ? caller.id().substring(STAFF.length()) : "";
    return new Viewer(
        staffId,
        caller.role() == Role.ADMIN || (manages && !leads),
        leads ? caller.teams() : List.of());
  }

  /** Whether somebody plans actions. */
  public static boolean mayPlan(Caller caller) {
    return of(caller).mayWrite();
  }

  static Person person(Caller caller) {
    return new Person(caller.id(), caller.name());
  }
}
