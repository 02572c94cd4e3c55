package dev.barometer.starter.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.barometer.starter.outbox.SendResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON, signed as Standard Webhooks are: the id is the same when one is sent again. */
public final class WebhookSender {
  /** Two calls that wait are over before the lease of the timetable is. */
  public static final int MOST_AT_ONCE = 2;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int TOO_MANY = 429;

  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  public WebhookSender(Clock clock) {
    this.clock = clock;
  }

  /**
   * Posts one.
   *
   * @param id of what is told: who gets it twice knows it by that
   * @param body JSON
   */
  public SendResult post(URI url, String secret, String id, String body)
      throws InterruptedException {
    long now = clock.instant().getEpochSecond();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("Content-Type", "application/json")
              .header("webhook-id", id)
              .header("webhook-timestamp", Long.toString(now))
              .header("webhook-signature", new Webhook(secret).sign(id, now, body))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      int status = status(http, request, ANSWER);
      if (status / 100 == 2) {
        return SendResult.sent();
      }
      return status / 100 == 5 || status == TOO_MANY
          ? SendResult.away("answered " + status)
          : SendResult.failed("answered " + status);
    } catch (WebhookSigningException | EmptyWebhookSecretException e) {
      return SendResult.away("the secret of the webhook is none: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return SendResult.failed("cannot be posted: " + e.getMessage());
    } catch (IOException e) {
      return SendResult.away("cannot be reached: " + e.getClass().getSimpleName());
    }
  }

  /** The whole answer has to be there by then: a time-out of the request ends with its headers. */
  static int status(HttpClient http, HttpRequest request, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer in time");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
