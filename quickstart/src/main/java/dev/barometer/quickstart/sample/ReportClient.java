package dev.barometer.quickstart.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the reports of the desk as its lead and its manager do: one writes, the other approves.
 * What is there already is gone on with, and what somebody else has had in hand is left to him.
 */
final class ReportClient {
  private static final String REPORTS = "/api/reports";
  private static final String STRATEGIES = "/api/report-strategies";
  private static final String ACTIONS = "/api/actions";
  private static final String STAFF = "/api/staff";
  private static final String OPERATING_DATA = "/api/operating-data";
  private static final String COMMENTS = "/api/comments";
  private static final String TARGETS = "/api/targets/";
  private static final int CHANGED = 412;
  private static final Set<String> OURS = Set.of(SampleDesk.LEAD, SampleDesk.MANAGER);

  private final Calls reporting;
  private final String token;
  private final SampleDesk desk;

  /**
   * @param token of an administrator
   */
  ReportClient(URI reporting, String token, SampleDesk desk) {
    this.reporting = new Calls(reporting);
    this.token = token;
    this.desk = desk;
  }

  /** What reports are made by, and what only they tell of. */
  void prepare(LocalDate today) throws IOException, InterruptedException {
    post(OPERATING_DATA, SampleDesk.LEAD, SampleReports.availability(today));
    for (var target : SampleReports.targets(today).entrySet()) {
      setOnce(TARGETS + target.getKey(), target.getValue());
    }
    var asked = to(STRATEGIES, SampleDesk.LEAD).POST(Calls.json(SampleReports.strategy()));
    var added = reporting.send(asked);
    if (added.statusCode() != Calls.CONFLICT) {
      Calls.checked(STRATEGIES, added);
    }
  }

  /** Where nobody ever set or ended it. */
  private void setOnce(String target, Map<String, Object> said)
      throws IOException, InterruptedException {
    var asked = to(target, SampleDesk.LEAD).header("If-Match", "\"0\"").PUT(Calls.json(said));
    var answer = reporting.send(asked);
    if (answer.statusCode() != CHANGED) {
      Calls.checked(target, answer);
    }
  }

  /** The months that are to be reported and are not: those of the first start, ever after. */
  List<YearMonth> missing(LocalDate today) throws IOException, InterruptedException {
    var planned = planned();
    var first = planned.isEmpty() ? SampleReports.firstMonth(today) : planned.firstKey();
    return IntStream.range(0, SampleReports.MONTHS)
        .mapToObj(first::plusMonths)
        .filter(month -> !planned.containsKey(month))
        .toList();
  }

  void plan(YearMonth month) throws IOException, InterruptedException {
    var period =
        Map.of(
            "strategyId",
            SampleReports.STRATEGY,
            "from",
            month.atDay(1).toString(),
            "to",
            month.plusMonths(1).atDay(1).toString());
    post(REPORTS, SampleDesk.LEAD, period);
  }

  /** Ids of the reports of the strategy by month, of each the one that was planned first. */
  private TreeMap<YearMonth, String> planned() throws IOException, InterruptedException {
    var planned = new TreeMap<YearMonth, String>();
    for (var report : all(REPORTS)) {
      if (report.path("strategyId").asString("").equals(SampleReports.STRATEGY)
          && report.path("corrects").isNull()) {
        // A day later it is in that month wherever the organisation is.
        var within = Instant.parse(report.get("from").asString()).plus(1, ChronoUnit.DAYS);
        planned.put(
            YearMonth.from(within.atOffset(ZoneOffset.UTC)), report.get("reportId").asString());
      }
    }
    return planned;
  }

  /** Does what can be done now; whether nothing is left to do. */
  boolean goOn() throws IOException, InterruptedException {
    var isDone = true;
    var toPublish = true;
    for (var reportId : planned().values().stream().limit(SampleReports.MONTHS).toList()) {
      isDone &= goOn(reportId, toPublish);
      toPublish = false;
    }
    return isDone;
  }

  private boolean goOn(String reportId, boolean toPublish)
      throws IOException, InterruptedException {
    var path = REPORTS + "/" + reportId;
    var report = get(path);
    if (isElsewhere(report)) {
      return true;
    }
    return switch (report.get("status").asString()) {
      case "collecting" -> false;
      case "draft" -> !(write(path, report) && move(path, SampleDesk.LEAD, "submit"));
      case "in-review" -> !(toPublish && move(path, SampleDesk.MANAGER, "approve"));
      case "approved" -> !(toPublish && move(path, SampleDesk.MANAGER, "publish"));
      default -> true;
    };
  }

  /** Whether somebody has been at it, or it was given back. */
  private static boolean isElsewhere(JsonNode report) {
    for (var step : report.get("history")) {
      if ((step.has("who") && !OURS.contains(step.get("who").asString()))
          || step.get("what").asString().equals("returned")) {
        return true;
      }
    }
    return false;
  }

  private boolean write(String path, JsonNode report) throws IOException, InterruptedException {
    var period = "?from=" + report.get("from").asString() + "&to=" + report.get("to").asString();
    var comments = get(COMMENTS + period);
    for (var said : SampleReports.words(report, comments).entrySet()) {
      var section = path + "/sections/" + said.getKey();
      if (!isTaken(section, to(section, SampleDesk.LEAD).PUT(Calls.json(said.getValue())))) {
        return false;
      }
    }
    return true;
  }

  private boolean move(String report, String by, String move)
      throws IOException, InterruptedException {
    var path = report + "/" + move;
    return isTaken(path, to(path, by).POST(BodyPublishers.noBody()));
  }

  /** Else somebody was faster, and it is left to him. */
  private boolean isTaken(String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = reporting.send(request);
    if (answer.statusCode() == Calls.CONFLICT) {
      return false;
    }
    Calls.checked(path, answer);
    return true;
  }

  /** Plans the action of the desk and starts it, once; one that was taken back stays so. */
  void startAction(LocalDate today) throws IOException, InterruptedException {
    var action = action();
    if (action == null) {
      var start = today.withDayOfMonth(1);
      action = post(ACTIONS, SampleDesk.LEAD, SampleReports.action(ownerId(), start));
    }
    if (action.get("revision").asLong() == 1) {
      move(ACTIONS + "/" + action.get("actionId").asString(), SampleDesk.LEAD, "start");
    }
  }

  private @Nullable JsonNode action() throws IOException, InterruptedException {
    for (var action : all(ACTIONS)) {
      if (action.at("/from/id").asString("").equals(SampleReports.CAUSE)) {
        return action;
      }
    }
    return null;
  }

  private String ownerId() throws IOException, InterruptedException {
    for (var member : get(STAFF).get("items")) {
      if (member.get("name").asString().equals(SampleReports.OWNER)) {
        return member.get("id").asString();
      }
    }
    var added = reporting.send(reporting.to(STAFF, token).POST(Calls.json(SampleReports.owner())));
    return FactJson.readTree(Calls.checked(STAFF, added)).get("id").asString();
  }

  /** The newest first. */
  private List<JsonNode> all(String path) throws IOException, InterruptedException {
    var found = new ArrayList<JsonNode>();
    var page = get(path);
    page.get("items").forEach(found::add);
    while (page.has("next")) {
      var next = URLEncoder.encode(page.get("next").asString(), UTF_8);
      page = get(path + "?cursor=" + next);
      page.get("items").forEach(found::add);
    }
    return found;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return FactJson.readTree(Calls.checked(path, reporting.send(reporting.to(path, token).GET())));
  }

  private JsonNode post(String path, String by, Object body)
      throws IOException, InterruptedException {
    var answer = reporting.send(to(path, by).POST(Calls.json(body)));
    return FactJson.readTree(Calls.checked(path, answer));
  }

  private HttpRequest.Builder to(String path, String by) {
    return reporting.to(path, desk.secret(by));
  }
}
