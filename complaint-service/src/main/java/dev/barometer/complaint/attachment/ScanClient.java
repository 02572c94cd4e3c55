package dev.barometer.complaint.attachment;

import dev.barometer.starter.web.InvalidRequestException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Has files looked at by the organisation's scanner, where it has one. */
final class ScanClient {
  private static final int CLEAN = 200;
  private static final Set<Integer> REFUSED = Set.of(406, 422);
  private static final int LONGEST_REASON = 200;

  private final @Nullable URI scanner;
  private final Duration timeout;
  private final HttpClient http;

  ScanClient(@Nullable URI scanner, Duration timeout) {
    this.scanner = scanner;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  boolean isThere() {
    return scanner != null;
  }

  /**
   * Returns where the file is clean, or nobody scans. Its name is not told: it may name people.
   *
   * @throws InvalidRequestException where the scanner refuses it
   * @throws ResponseStatusException 503 where it is away, or says anything else
   */
  void requireClean(Path file) throws IOException {
    if (scanner == null) {
      return;
    }
    HttpResponse<String> answer = asked(scanner, file);
    if (REFUSED.contains(answer.statusCode())) {
      String reason = answer.body().strip();
      throw new InvalidRequestException(
          "file",
          "was refused by the scanner"
              + (reason.isEmpty()
                  ? ""
                  : ": " + reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
    }
    if (answer.statusCode() != CLEAN) {
      throw away();
    }
  }

  private HttpResponse<String> asked(URI where, Path file) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(where)
            .timeout(timeout)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofFile(file))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away();
    } catch (IOException e) {
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, away().getReason(), e);
    }
  }

  private static ResponseStatusException away() {
    return new ResponseStatusException(
        HttpStatus.SERVICE_UNAVAILABLE, "Files cannot be scanned just now, so none is kept");
  }
}
