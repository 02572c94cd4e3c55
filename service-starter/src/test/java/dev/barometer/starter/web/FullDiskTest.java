package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.trial.TrialApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What a service answers whose disk has no room: the floor is higher than any disk. */
class FullDiskTest {
  private static ConfigurableApplicationContext service;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startService(@TempDir Path folder) {
    Map<String, String> settings = new HashMap<>();
    settings.put("barometer.disk.folders", folder.toString());
    settings.put("barometer.disk.floor", "1000000TB");
    settings.put("barometer.http.streamed-paths", "/files");
    settings.put(
        "spring.autoconfigure.exclude",
        "dev.barometer.starter.access.AccessConfiguration,"
            + "dev.barometer.starter.token.TokenConfiguration,"
            + "dev.barometer.starter.topic.TopicConfiguration,"
            + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
            + "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration");
    settings.put("spring.cloud.stream.function.autodetect", "false");
    settings.put("management.health.binders.enabled", "false");
    service = TrialApplication.start(settings);
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @Test
  void refusesCallsThatWrite() throws Exception {
    HttpResponse<String> answer =
        send(request("/api/things").POST(BodyPublishers.ofString("{\"name\":\"a\"}")));

    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
    assertThat(answer.body()).contains("\"status\":507", "the disk is full");
  }

  @Test
  void leadsWhoSendsAFileFromAPage_toWhereThePageSaysSo() throws Exception {
    HttpResponse<String> answer = send(request("/files").POST(BodyPublishers.ofString("a file")));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/files?refused=507");
  }

  @Test
  void answersCallsThatRead_andIsNotReady() throws Exception {
    assertThat(send(request("/api/things").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/s/token").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/actuator/health/liveness").GET()).statusCode()).isEqualTo(200);

    HttpResponse<String> readiness = send(request("/actuator/health/readiness").GET());

    assertThat(readiness.statusCode()).isEqualTo(503);
    assertThat(readiness.body()).contains("\"disk\":{", "MB must be");
  }

  private static HttpRequest.Builder request(String path) {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + TrialApplication.TOKEN)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
