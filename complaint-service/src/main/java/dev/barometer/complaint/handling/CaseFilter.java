package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for; null means any.
 *
 * @param open whether somebody has still to do something, or all is done
 * @param assignee to whom it was given, as he was named
 * @param mine the id of the actor whose cases are asked for, whatever he is named
 * @param teams one of them
 * @param overdue whether a clock that still runs is over
 * @param search the beginning of the id of the case, of its ticket or of its person, or of his name
 * @param from since when it was opened
 * @param to before when it was opened
 * @param causes what it was closed with: one of these, however it is written
 * @param closedFrom since when it was closed
 */
public record CaseFilter(
    @Nullable Boolean open,
    @Nullable Status status,
    @Nullable Severity severity,
    @Nullable String kind,
    @Nullable String service,
    @Nullable String team,
    @Nullable List<String> teams,
    @Nullable Level level,
    @Nullable String assignee,
    @Nullable String mine,
    @Nullable Boolean overdue,
    @Nullable String search,
    @Nullable String person,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable List<String> causes,
    @Nullable Instant closedFrom) {

  public static final CaseFilter ANY =
      new CaseFilter(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  public CaseFilter {
    teams = teams == null ? null : List.copyOf(teams);
    causes = causes == null ? null : List.copyOf(causes);
  }

  /** Those of them that somebody has still to do something for. */
  public CaseFilter onlyOpen() {
    return new CaseFilter(
        true,
        status,
        severity,
        kind,
        service,
        team,
        teams,
        level,
        assignee,
        mine,
        overdue,
        search,
        person,
        from,
        to,
        causes,
        closedFrom);
  }

  /** Those of them that are his. */
  public CaseFilter onlyOf(String actorId) {
    return new CaseFilter(
        open,
        status,
        severity,
        kind,
        service,
        team,
        teams,
        level,
        assignee,
        actorId,
        overdue,
        search,
        person,
        from,
        to,
        causes,
        closedFrom);
  }

  /** Those of them that were given to somebody, as he was named. */
  public CaseFilter onlyGivenTo(String name) {
    return new CaseFilter(
        open, status, severity, kind, service, team, teams, level, name, mine, overdue, search,
        person, from, to);
  }

  /** Those of them that belong to one of these teams. */
  public CaseFilter onlyIn(List<String> some) {
    return new CaseFilter(
        open,
        status,
        severity,
        kind,
        service,
        team,
        some,
        level,
        assignee,
        mine,
        overdue,
        search,
        person,
        from,
        to,
        causes,
        closedFrom);
  }

  /** Those of them that are so far. */
  public CaseFilter onlyAs(Status only) {
    return new CaseFilter(
        open,
        only,
        severity,
        kind,
        service,
        team,
        teams,
        level,
        assignee,
        mine,
        overdue,
        search,
        person,
        from,
        to,
        causes,
        closedFrom);
  }

  /** Those of them that were closed with one of these. */
  public CaseFilter onlyBecauseOf(List<String> some) {
    return new CaseFilter(
        open,
        status,
        severity,
        kind,
        service,
        team,
        teams,
        level,
        assignee,
        mine,
        overdue,
        search,
        person,
        from,
        to,
        some,
        closedFrom);
  }

  /** What this person, and nobody else, complained of. */
  public static CaseFilter ofPerson(String personId) {
    return new CaseFilter(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Objects.requireNonNull(personId),
        null,
        null,
        null,
        null);
  }
}
