package dev.barometer.quickstart.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls of one service's public API. */
final class Calls {
  static final int CONFLICT = 409;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI service;

  Calls(URI service) {
    this.service = service;
  }

  /** One that is sent by whoever has this secret; what is in it is JSON. */
  HttpRequest.Builder to(String path, String secret) {
    return HttpRequest.newBuilder(service.resolve(path))
        .header("Authorization", "Bearer " + secret)
        .header("Content-Type", "application/json")
        .timeout(LONGEST_WAIT);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  static BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(FactJson.write(body));
  }

  /** What was answered, unless that is a refusal. */
  static byte[] checked(String path, HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() / 100 != 2) {
      var said = new String(response.body(), UTF_8);
      throw new IOException(path + " answered " + response.statusCode() + " " + said);
    }
    return response.body();
  }
}
