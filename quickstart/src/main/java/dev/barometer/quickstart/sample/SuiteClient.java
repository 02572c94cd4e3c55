package dev.barometer.quickstart.sample;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Response;
import dev.barometer.quickstart.sample.Visit.Step;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends tickets and answers as any platform would. */
final class SuiteClient {

  private static final String SOURCE = "/sample/desk";

  private static final String CAMPAIGNS = "/api/campaigns";
  private static final String SURVEYS = "/api/surveys";
  private static final String AFTER_TICKET = "after-ticket";
  private static final String COMPLAINT_CHECK = "complaint-check";

  private final Calls survey;
  private final String token;

  SuiteClient(URI survey, String token) {
    this.survey = new Calls(survey);
    this.token = token;
  }

  void send(List<Step> steps) throws IOException, InterruptedException {
    var events = steps.stream().map(SuiteClient::event).toList();
    post("/api/tickets/events", "application/cloudevents-batch+json", events);
  }

  void send(Response answer) throws IOException, InterruptedException {
    post("/api/responses", "application/json", answer);
  }

  /**
   * Starts to ask some of those whose tickets were resolved, and who reached a milestone. A
   * campaign that is there stays, and stays paused where somebody has paused it.
   */
  void startAsking() throws IOException, InterruptedException {
    startAsking("after-ticket", AFTER_TICKET, "ticket-resolved", 0.25);
    startAsking("first-month", AFTER_TICKET, "milestone", 1);
    publishTemplate(COMPLAINT_CHECK);
    startAsking("after-complaint", COMPLAINT_CHECK, "complaint-closed", 1);
  }

  /** One of the surveys that survey-service has to begin with; one that is there stays. */
  private void publishTemplate(String surveyId) throws IOException, InterruptedException {
    var templates = survey.send(to("/api/survey-templates"));
    var all = FactJson.readTree(Calls.checked("/api/survey-templates", templates));
    for (var template : all.get("items")) {
      if (template.get("templateId").asText().equals(surveyId)) {
        var asked = template.get("survey").toString();
        var added = survey.send(to(SURVEYS).POST(BodyPublishers.ofString(asked)));
        if (added.statusCode() != Calls.CONFLICT) {
          Calls.checked(SURVEYS, added);
          var publish = SURVEYS + "/" + surveyId + "/versions/1/publish";
          Calls.checked(publish, survey.send(to(publish).POST(BodyPublishers.noBody())));
        }
      }
    }
  }

  private void startAsking(String campaignId, String surveyId, String trigger, double sampling)
      throws IOException, InterruptedException {
    String one = CAMPAIGNS + "/" + campaignId;
    var campaign =
        Map.of(
            "campaignId",
            campaignId,
            "surveyId",
            surveyId,
            "trigger",
            Map.of("on", trigger),
            "channel",
            "mail",
            "delay",
            "PT0S",
            "sampling",
            sampling,
            "maximumAge",
            "P1D");
    var added = survey.send(to(CAMPAIGNS).POST(Calls.json(campaign)));
    if (added.statusCode() != Calls.CONFLICT) {
      Calls.checked(CAMPAIGNS, added);
    }
    var known = Calls.checked(one, survey.send(to(one)));
    if (FactJson.readTree(known).get("status").asString().equals("stopped")) {
      Calls.checked(one, survey.send(to(one + "/start").POST(BodyPublishers.noBody())));
    }
  }

  /** Somebody has been here for a month: told at each start, it is one milestone. */
  void sendMilestone(Instant now) throws IOException, InterruptedException {
    var newcomer =
        new LifecycleSubject(
            "newcomer-1",
            now.toEpochMilli(),
            "onboarding",
            "Workplace",
            new Requester("newcomer-1", "Dana Fields", "dana.fields@example.org", "en"),
            List.of(new LifecycleSubject.Milestone("first month", now)),
            null,
            null,
            null,
            Context.NONE);
    var event = new LinkedHashMap<String, Object>();
    event.put("specversion", "1.0");
    event.put("id", newcomer.subjectId() + "-" + newcomer.revision());
    event.put("source", SOURCE);
    event.put("type", EventTypes.LIFECYCLE_MILESTONE_REACHED);
    event.put("time", now);
    event.put("datacontenttype", "application/json");
    event.put("data", newcomer);
    post("/api/lifecycle/events", "application/cloudevents+json", event);
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
    Calls.checked(
        path, survey.send(to(path).setHeader("Content-Type", kind).POST(Calls.json(body))));
  }

  private HttpRequest.Builder to(String path) {
    return survey.to(path, token);
  }
}
