package dev.barometer.benchmarks.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks people as managers do, by the API of survey-service. */
public record AskingApi(HttpProbe http) {
  private static final int AT_ONCE = 250;
  private static final Pattern LINK = Pattern.compile("\"link\":\"[^\"]*/s/([^\"]{22})\"");

  /** A rating, a text and another rating, as after a ticket. */
  private static final String SURVEY =
      """
      {"surveyId":"desk","title":{"en":"How did we do?"},"questions":[
      {"questionId":"overall","kind":"scale","metric":"csat","scale":"5","look":"faces","required":true,"text":{"en":"How satisfied are you?"}},
      {"questionId":"why","kind":"text","text":{"en":"Why?"}},
      {"questionId":"recommend","kind":"scale","metric":"nps","scale":"0-10","text":{"en":"Would you recommend us?"}}]}""";

  /** Publishes the survey. */
  public void publishSurvey() throws IOException, InterruptedException {
    http.post("/api/surveys", SURVEY);
    http.post("/api/surveys/desk/versions/1/publish", "");
  }

  /**
   * Starts a campaign of the survey that tells links instead of sending them.
   *
   * @param more its trigger and further fields, as JSON without the braces
   */
  public void start(String campaignId, String more) throws IOException, InterruptedException {
    http.post(
        "/api/campaigns",
        """
        {"campaignId":"%s","surveyId":"desk","channel":"link",%s}"""
            .formatted(campaignId, more));
    http.post("/api/campaigns/" + campaignId + "/start", "");
  }

  /** Asks so many people, each once; what identifies their links. */
  public List<String> ask(String campaignId, int people) throws IOException, InterruptedException {
    List<String> links = new ArrayList<>();
    for (int from = 0; from < people; from += AT_ONCE) {
      String some =
          IntStream.range(from, Math.min(people, from + AT_ONCE))
              .mapToObj("{\"id\":\"caller-%d\",\"locale\":\"en\"}"::formatted)
              .collect(Collectors.joining(","));
      Matcher link =
          LINK.matcher(
              http.post(
                  "/api/invitations",
                  "{\"campaignId\":\"%s\",\"people\":[%s],\"context\":{\"service\":\"Email\"}}"
                      .formatted(campaignId, some)));
      while (link.find()) {
        links.add(link.group(1));
      }
    }
    if (links.size() != people) {
      throw new IOException("of " + people + " people " + links.size() + " were asked");
    }
    return links;
  }
}
