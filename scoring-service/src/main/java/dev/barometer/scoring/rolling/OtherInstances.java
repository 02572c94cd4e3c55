package dev.barometer.scoring.rolling;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The way to the other instances of this service. A call goes on with its caller's own credential,
 * to addresses from the group's metadata only, follows no redirect, and is marked so that it is not
 * passed on again.
 */
final class OtherInstances {
  static final String PASSED_ON = "Barometer-Passed-On";

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** Fewer than there are threads, or instances that wait for each other would answer nobody. */
  private static final int AT_ONCE = 64;

  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /** What another instance answered. */
  record Answer(int status, byte[] body) {}

  /**
   * Throws {@link IOException} where it does not answer in time, or too many calls wait.
   *
   * @param credential a header's name and value
   */
  Answer get(Whereabouts.Elsewhere instance, String path, String query, String... credential)
      throws IOException {
    if (!permits.tryAcquire()) {
      throw new IOException("too many calls wait for other instances");
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(request(instance, path, query, credential), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      permits.release();
    }
  }

  private static HttpRequest request(
      Whereabouts.Elsewhere instance, String path, String query, String... credential)
      throws IOException {
    try {
      URI address = new URI("http", null, instance.host(), instance.port(), path, null, null);
      return HttpRequest.newBuilder(URI.create(address + "?" + query))
          .timeout(ANSWER)
          .headers(credential)
          .header("Accept", "application/json")
          .header(PASSED_ON, "1")
          .build();
    } catch (URISyntaxException e) {
      throw new IOException("an instance told the group an address that is none", e);
    }
  }
}
