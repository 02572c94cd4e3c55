package dev.barometer.survey.trigger;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A log of a real service desk: a row for each change of an incident, as a platform tells it. Its
 * columns that look ahead (when it was resolved, by whom) count from the row on that says so. The
 * tests of quickstart read it, too.
 */
public final class IncidentLog {
  private static final String FOLDER = "BAROMETER_TEST_DATA";
  private static final String FILE = "uci_incident_event_log.csv.gz";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");

  private final Map<LocalDate, List<Ticket>> byDay = new TreeMap<>();

  private IncidentLog() {}

  /**
   * Reads what concerns tickets that are done, or were; the rest asks nobody. The log is none of
   * ours: where it is absent the test is skipped.
   *
   * @param first day, and {@code last}, both included
   */
  public static IncidentLog ofTestData(LocalDate first, LocalDate last) throws IOException {
    String folder = System.getenv(FOLDER);
    Path file = folder == null ? null : Path.of(folder, FILE);
    assumeThat(file != null && Files.exists(file))
        .as("%s names no folder with %s", FOLDER, FILE)
        .isTrue();
    return read(Objects.requireNonNull(file), first, last);
  }

  private static IncidentLog read(Path file, LocalDate first, LocalDate last) throws IOException {
    IncidentLog log = new IncidentLog();
    Map<String, Integer> revisions = new HashMap<>();
    Map<String, Ticket> before = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> names = List.of(lines.readLine().split(","));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, String> row = new HashMap<>();
        String[] cells = line.split(",", -1);
        for (int i = 0; i < cells.length; i++) {
          row.put(names.get(i), cells[i]);
        }
        int revision = revisions.merge(row.get("number"), 1, Integer::sum);
        LocalDate day = LocalDate.ofInstant(time(row, "sys_updated_at"), ZoneOffset.UTC);
        if (!day.isAfter(last)) {
          Ticket ticket = ticket(row, revision);
          Ticket known = before.put(ticket.ticketId(), ticket);
          boolean matters =
              ticket.done()
                  || known != null && (known.done() || known.reopenCount() != ticket.reopenCount());
          if (matters && !day.isBefore(first)) {
            log.byDay.computeIfAbsent(day, none -> new ArrayList<>()).add(ticket);
          }
        }
      }
    }
    return log;
  }

  /** By day, in the order of the file. */
  public Map<LocalDate, List<Ticket>> byDay() {
    return byDay;
  }

  private static Ticket ticket(Map<String, String> row, int revision) {
    String state = row.get("incident_state");
    boolean closed = state.equals("Closed");
    boolean done = closed || state.equals("Resolved");
    String caller = value(row, "caller_id");
    return Ticket.builder(row.get("number"))
        .revision(revision)
        .status(closed ? Ticket.CLOSED : done ? Ticket.RESOLVED : Ticket.OPEN)
        .openedAt(time(row, "opened_at"))
        .resolvedAt(done ? past(row, "resolved_at") : null)
        .closedAt(closed ? past(row, "closed_at") : null)
        .reopenCount(Integer.parseInt(row.get("reopen_count")))
        .requester(
            caller == null
                ? null
                : new Requester(caller, null, caller.replace(' ', '.') + "@example.org", null))
        .context(
            new Context(
                null,
                value(row, "assignment_group"),
                done ? value(row, "resolved_by") : null,
                value(row, "contact_type"),
                value(row, "priority"),
                value(row, "category"),
                null,
                value(row, "location")))
        .build();
  }

  /** What is later than the row was not known to it: that happened when it was changed. */
  private static @Nullable Instant past(Map<String, String> row, String name) {
    if (value(row, name) == null) {
      return null;
    }
    Instant then = time(row, name);
    Instant changed = time(row, "sys_updated_at");
    return then.isAfter(changed) ? changed : then;
  }

  private static @Nullable String value(Map<String, String> row, String name) {
    String value = row.get(name);
    return value == null || value.isEmpty() || value.equals("?") ? null : value;
  }

  private static Instant time(Map<String, String> row, String name) {
    return LocalDateTime.parse(row.get(name), TIME).toInstant(ZoneOffset.UTC);
  }
}
