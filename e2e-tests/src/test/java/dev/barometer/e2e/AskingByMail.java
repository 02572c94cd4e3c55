package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Surveys from templates, and people who are asked by mail, by the API. */
final class AskingByMail {
  private static final String JSON = "application/json";
  private static final Pattern OPENS = Pattern.compile("target=\"_blank\"[^>]* href=\"([^\"]+)\"");
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"");

  private static final Pattern SCRIPT = Pattern.compile("<script[^>]* src=\"([^\"]+)\"");

  private final Suite suite;
  private final URI survey;

  AskingByMail(Suite suite) {
    this.suite = suite;
    this.survey = suite.running().survey();
  }

  /** A draft of a survey, from a template. */
  void begin(String surveyId, String template) {
    JsonNode templates = suite.get(survey, "/api/survey-templates").get("items");
    for (JsonNode one : templates) {
      if (one.get("templateId").asString().equals(template)) {
        ObjectNode asked = ((ObjectNode) one.get("survey")).put("surveyId", surveyId);
        post("/api/surveys", asked, 201);
        return;
      }
    }
    throw new AssertionError("There is no template " + template);
  }

  private void post(String path, Object body, int status) {
    HttpResponse<String> answer = suite.post(survey, path, JSON, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
  }

  /** Has the requester of a ticket of this team asked by mail; the address that it goes to. */
  String mailTo(String name, String team) {
    begin(name, "after-ticket");
    post("/api/surveys/" + name + "/versions/1/publish", Map.of(), 200);
    post(
        "/api/campaigns",
        Map.of(
            "campaignId",
            name + "-mail",
            "surveyId",
            name,
            "trigger",
            Map.of("on", "ticket-resolved"),
            "condition",
            Map.of("team", List.of(team)),
            "channel",
            "mail",
            "delay",
            "PT0S",
            // Another campaign of this suite asks about all tickets.
            "coolDownOver",
            "campaign"),
        201);
    post("/api/campaigns/" + name + "-mail/start", Map.of(), 200);
    String address = name + "@example.org";
    suite.postTickets(List.of(ticket(name, team, address)));
    String invited = "/api/invitations?campaign=" + name + "-mail&status=issued";
    Suite.eventually()
        .until(() -> suite.get(survey, invited).at("/items/0").hasNonNull("deliveredAt"));
    return address;
  }

  private static Map<String, Object> ticket(String id, String team, String address) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> event =
        new LinkedHashMap<>(FlowFixtures.ticket(id, 1, now.minusSeconds(600), now, team));
    Map<String, Object> data =
        new LinkedHashMap<>(FlowFixtures.ticketData(id, 1, now.minusSeconds(600), now, team));
    data.put("requester", Map.of("id", "asked-" + id, "email", address, "locale", "en"));
    event.put("data", data);
    return event;
  }

  String campaignOf(String name) {
    return "/campaigns/" + name + "-mail";
  }

  /** What others said before, on five points of satisfaction. */
  void answersOf(String team, List<Integer> points) {
    for (int i = 0; i < points.size(); i++) {
      Map<String, Object> answer =
          Map.of(
              "questionId", "satisfaction", "metric", "csat", "scale", "5", "value", points.get(i));
      post(
          "/api/responses",
          Map.of(
              "responseId",
              team + i,
              "surveyId",
              "after-ticket",
              "surveyVersion",
              1,
              "submittedAt",
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              "answers",
              List.of(answer),
              "context",
              Map.of("team", team)),
          201);
    }
  }

  /** The link that a kept mail holds. */
  URI linkIn(String address, Browser administrator) {
    Matcher row =
        Pattern.compile("href=\"(/mails/[^\"]+)\"[^>]*>[^<]*</a></th>\\s*<td[^>]*>" + address + "<")
            .matcher(administrator.get(survey, "/mails").body());
    assertThat(row.find()).as(address).isTrue();
    String path = row.group(1);
    String mail = administrator.get(survey, path.substring(path.lastIndexOf("/mails/"))).body();
    Matcher link = OPENS.matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    return URI.create(HtmlUtils.htmlUnescape(link.group(1)));
  }

  /** Bytes of a page and all it loads, as they travel to a stranger, who is given no cookie. */
  int weightOf(URI page) {
    Browser stranger = new Browser();
    HttpResponse<String> shown = stranger.get(page, page.getPath());
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().allValues("Set-Cookie")).isEmpty();
    int sum = size(stranger, page, page.getPath());
    for (Pattern loaded : List.of(STYLE, SCRIPT)) {
      Matcher files = loaded.matcher(shown.body());
      while (files.find()) {
        sum += size(stranger, page, files.group(1));
      }
    }
    return sum;
  }

  private static int size(Browser stranger, URI service, String path) {
    HttpResponse<byte[]> answer =
        stranger.bytes(
            HttpRequest.newBuilder(service.resolve(path)).header("Accept-Encoding", "gzip"));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body().length;
  }
}
