package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.springframework.web.util.HtmlUtils;

/** Somebody with a browser: keeps cookies, follows no redirect by itself. */
final class Browser {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

  private final HttpClient http;

  Browser() {
    this(HttpClient.newBuilder());
  }

  /** One that was told of an authority that it would not trust by itself. */
  Browser(SSLContext trusting) {
    this(HttpClient.newBuilder().sslContext(trusting));
  }

  private Browser(HttpClient.Builder http) {
    this.http =
        http.cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NEVER).build();
  }

  private Browser(HttpClient http) {
    this.http = http;
  }

  /**
   * One that keeps no cookie, so that no call knows of another. For thousands of calls: each
   * browser more has a thread and open files of its own for as long as nothing collects it.
   */
  static Browser withoutCookies() {
    return new Browser(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build());
  }

  /** Signs in; returns the answer to the form. */
  HttpResponse<String> signIn(URI service, String name, String token) {
    return submit(
        service,
        "/login",
        Map.of("username", name, "password", token, "_csrf", csrf(service, "/login")));
  }

  /** The CSRF token of a page with a form. */
  String csrf(URI service, String page) {
    Matcher found = CSRF.matcher(get(service, page).body());
    assertThat(found.find()).as(page).isTrue();
    return HtmlUtils.htmlUnescape(found.group(1));
  }

  HttpResponse<String> get(URI service, String path) {
    return send(HttpRequest.newBuilder(service.resolve(path)).GET());
  }

  HttpResponse<String> submit(URI service, String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  /** The body as it travels. */
  HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(60)).build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status and headers alone: of a stream, nothing more may ever come. */
  HttpResponse<InputStream> head(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> answer =
          http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofInputStream());
      answer.body().close();
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
