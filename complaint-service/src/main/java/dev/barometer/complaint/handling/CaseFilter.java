package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for; null means any.
 *
 * @param open whether somebody has still to do something, or all is done
 * @param assignee to whom it was given, as he was named
 * @param mine the id of the actor whose cases are asked for, whatever he is named
 * @param teams one of them
 * @param overdue whether a clock that still runs is over
 * @param search the beginning of the id of the case, of its ticket or of its person, or of his
 *     name; or the reference of the case
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
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable List<String> causes,
    @Nullable Instant closedFrom) {

  public static final CaseFilter ANY = new Edit().filter();

  public CaseFilter {
    teams = teams == null ? null : List.copyOf(teams);
    causes = causes == null ? null : List.copyOf(causes);
  }

  /** Those of them that somebody has still to do something for. */
  public CaseFilter onlyOpen() {
    return with(edit -> edit.open = true);
  }

  /** Those of them that are his. */
  public CaseFilter onlyOf(String actorId) {
    return with(edit -> edit.mine = actorId);
  }

  /** Those of them that were given to somebody, as he was named. */
  public CaseFilter onlyGivenTo(String name) {
    return with(edit -> edit.assignee = name);
  }

  /** Those of them that belong to one of these teams. */
  public CaseFilter onlyIn(List<String> some) {
    return with(edit -> edit.teams = some);
  }

  /** Those of them that are so far. */
  public CaseFilter onlyAs(Status only) {
    return with(edit -> edit.status = only);
  }

  /** Those of them that were closed with one of these. */
  public CaseFilter onlyBecauseOf(List<String> some) {
    return with(edit -> edit.causes = some);
  }

  private CaseFilter with(Consumer<Edit> change) {
    Edit edit = new Edit();
    edit.open = open;
    edit.status = status;
    edit.severity = severity;
    edit.kind = kind;
    edit.service = service;
    edit.team = team;
    edit.teams = teams;
    edit.level = level;
    edit.assignee = assignee;
    edit.mine = mine;
    edit.overdue = overdue;
    edit.search = search;
    edit.from = from;
    edit.to = to;
    edit.causes = causes;
    edit.closedFrom = closedFrom;
    change.accept(edit);
    return edit.filter();
  }

  /** A filter in the making. */
  private static final class Edit {
    private @Nullable Boolean open;
    private @Nullable Status status;
    private @Nullable Severity severity;
    private @Nullable String kind;
    private @Nullable String service;
    private @Nullable String team;
    private @Nullable List<String> teams;
    private @Nullable Level level;
    private @Nullable String assignee;
    private @Nullable String mine;
    private @Nullable Boolean overdue;
    private @Nullable String search;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable List<String> causes;
    private @Nullable Instant closedFrom;

    CaseFilter filter() {
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
          from,
          to,
          causes,
          closedFrom);
    }
  }
}
