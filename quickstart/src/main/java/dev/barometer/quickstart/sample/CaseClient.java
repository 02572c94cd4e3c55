package dev.barometer.quickstart.sample;

import dev.barometer.quickstart.sample.SampleCase.Step;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes complaints down and works on them as people at the desk do. What the history of a case
 * tells already is not done again, and a case that somebody else has taken elsewhere is left to
 * him.
 */
final class CaseClient {
  private static final String CASES = "/api/complaints";

  private final Calls complaints;
  private final SampleDesk desk;

  CaseClient(URI complaints, SampleDesk desk) {
    this.complaints = new Calls(complaints);
    this.desk = desk;
  }

  void bringAbout(SampleCase sample) throws IOException, InterruptedException {
    var taken =
        Calls.checked(
            CASES,
            complaints.send(
                to(CASES, SampleDesk.AGENT, sample.request())
                    .header("Idempotency-Key", "sample-" + sample.id())));
    var id = FactJson.readTree(taken).get("complaintId").asText();
    var done = history(taken);
    for (var step : sample.steps()) {
      if (!done.contains(step.what()) && !take(id, step)) {
        return;
      }
    }
  }

  /** Whether it was open: else somebody has been at the case. */
  private boolean take(String id, Step step) throws IOException, InterruptedException {
    var path = CASES + "/" + id + "/" + step.move();
    var answer = complaints.send(to(path, step.by(), step.body()));
    if (answer.statusCode() == Calls.CONFLICT) {
      return false;
    }
    Calls.checked(path, answer);
    return true;
  }

  private static Set<String> history(byte[] taken) {
    var done = new HashSet<String>();
    FactJson.readTree(taken).get("history").forEach(entry -> done.add(entry.get("what").asText()));
    return done;
  }

  private HttpRequest.Builder to(String path, String by, Map<String, ?> body) {
    return complaints.to(path, desk.secret(by)).POST(Calls.json(body));
  }
}
