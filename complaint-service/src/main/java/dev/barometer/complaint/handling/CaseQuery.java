package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.starter.web.DateParameter;
import dev.barometer.starter.web.InvalidRequestException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for, as an address says it; what is left out or empty means any.
 *
 * @param q the beginning of an id, a ticket, a person
 * @param from a date, or a moment, since when they were opened
 * @param to the one before which they were
 * @param cause what they were closed with: the id of a root cause, its name, or what was written
 * @param closedFrom a date, or a moment, since when they were closed
 */
public record CaseQuery(
    @Nullable String status,
    @Nullable String severity,
    @Nullable String kind,
    @Nullable String service,
    @Nullable String team,
    @Nullable String level,
    @Nullable String assignee,
    @Nullable String overdue,
    @Nullable String q,
    @Nullable String from,
    @Nullable String to,
    @Nullable String cause,
    @Nullable String closedFrom) {
  private static final int LONGEST = 200;
  public static final List<String> KINDS = List.of(Case.GRIEVANCE, Case.COMPLAINT);

  public CaseQuery {
    status = blankToNull(status);
    severity = blankToNull(severity);
    kind = blankToNull(kind);
    service = blankToNull(service);
    team = blankToNull(team);
    level = blankToNull(level);
    assignee = blankToNull(assignee);
    overdue = blankToNull(overdue);
    q = blankToNull(q);
    from = blankToNull(from);
    to = blankToNull(to);
    cause = blankToNull(cause);
    closedFrom = blankToNull(closedFrom);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /**
   * What it means.
   *
   * @param zone in which dates begin
   * @throws InvalidRequestException where it says what there is not, by name
   */
  public CaseFilter filter(ZoneId zone) {
    if (q != null && q.length() > LONGEST) {
      throw new InvalidRequestException("q", "must be at most " + LONGEST + " characters");
    }
    return new CaseFilter(
        null,
        oneOf(Arrays.asList(Status.values()), Status::label, "status", status),
        oneOf(Arrays.asList(Severity.values()), Severity::label, "severity", severity),
        oneOf(KINDS, Function.identity(), "kind", kind),
        service,
        team,
        null,
        oneOf(Arrays.asList(Level.values()), Level::label, "level", level),
        assignee,
        null,
        oneOf(List.of(true, false), String::valueOf, "overdue", overdue),
        q,
        moment("from", from, zone),
        moment("to", to, zone),
        cause == null ? null : List.of(cause),
        moment("closedFrom", closedFrom, zone));
  }

  /** As it stands in an address; empty where it asks for nothing. */
  public String text() {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    all.put("status", status);
    all.put("severity", severity);
    all.put("kind", kind);
    all.put("service", service);
    all.put("team", team);
    all.put("level", level);
    all.put("assignee", assignee);
    all.put("overdue", overdue);
    all.put("q", q);
    all.put("from", from);
    all.put("to", to);
    all.put("cause", cause);
    all.put("closedFrom", closedFrom);
    return all.entrySet().stream()
        .filter(one -> one.getValue() != null)
        .map(one -> one.getKey() + "=" + encoded(String.valueOf(one.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static @Nullable Instant moment(String name, @Nullable String text, ZoneId zone) {
    return text == null ? null : DateParameter.read(name, text, zone);
  }

  private static <T> @Nullable T oneOf(
      List<T> values, Function<T, String> label, String parameter, @Nullable String asked) {
    if (asked == null) {
      return null;
    }
    return values.stream()
        .filter(value -> label.apply(value).equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    parameter,
                    "must be one of "
                        + values.stream().map(label).collect(Collectors.joining(", "))));
  }
}
