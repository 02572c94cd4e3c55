package dev.barometer.quickstart.sample;

import dev.barometer.contract.fact.Response;
import dev.barometer.quickstart.sample.Visit.Step;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends tickets and answers as any platform would. */
final class SuiteClient {

  private static final String SOURCE = "/sample/desk";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI survey;
  private final String token;

  SuiteClient(URI survey, String token) {
    this.survey = survey;
    this.token = token;
  }

  void send(List<Step> steps) throws IOException, InterruptedException {
    var events = steps.stream().map(SuiteClient::event).toList();
    post("/api/tickets/events", "application/cloudevents-batch+json", events);
  }

  void send(Response answer) throws IOException, InterruptedException {
    post("/api/responses", "application/json", answer);
  }

  private static Map<String, Object> event(Step step) {
    var ticket = step.ticket();
    var event = new LinkedHashMap<String, Object>();
    event.put("specversion", "1.0");
    event.put("id", ticket.ticketId() + "-" + ticket.revision());
    event.put("source", SOURCE);
    event.put("type", "dev.barometer.ticket." + step.type());
    event.put("time", step.time());
    event.put("subject", ticket.ticketId());
    event.put("datacontenttype", "application/json");
    event.put("data", ticket);
    return event;
  }

  private void post(String path, String kind, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(survey.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", kind)
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofByteArray(FactJson.write(body)))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
    }
  }
}
