package dev.barometer.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One request rendered once; each copy differs in the number that ends its id, or in its link, and
 * in its point.
 */
final class Requests {
  private static final int DIGITS = 10;

  /** As many as the digits of an id can tell apart. */
  static final long MOST = 9_999_999_999L;

  private static final String NUMBER = "0".repeat(DIGITS);

  private final String prefix;
  private final List<String> links;
  private final byte[] rendered;
  private final int differs;
  private final int point;

  Requests(LoadPlan plan) {
    prefix = plan.prefix() + "-";
    links = plan.links();
    String place = links.isEmpty() ? NUMBER : links.get(0);
    String request = links.isEmpty() ? answer(plan) : form(plan, place);
    rendered = request.getBytes(UTF_8);
    differs = request.lastIndexOf(place);
    point = request.lastIndexOf('9');
  }

  private String answer(LoadPlan plan) {
    String body =
        """
        {"responseId":"%s%s","submittedAt":"%s","context":{"team":"%s"},\
        "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":9}]}"""
            .formatted(
                prefix, NUMBER, plan.submittedAt().truncatedTo(ChronoUnit.SECONDS), plan.team());
    String head =
        """
        POST /api/responses HTTP/1.1
        Host: %s
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """;
    return head.formatted(host(plan), plan.token(), body.length()).replace("\n", "\r\n") + body;
  }

  /** What a browser sends when somebody has filled in the page; the link stands in it once. */
  private static String form(LoadPlan plan, String link) {
    String body = "lang=en&homepage=&q.overall=4&q.why=It+took+a+while&q.recommend=9";
    String head =
        """
        POST /s/%s HTTP/1.1
        Host: %s
        Origin: null
        User-Agent: Mozilla/5.0 (X11; Linux x86_64)
        Accept: text/html,application/xhtml+xml
        Accept-Language: en
        Content-Type: application/x-www-form-urlencoded
        Content-Length: %d

        """;
    return head.formatted(link, host(plan), body.length()).replace("\n", "\r\n") + body;
  }

  private static String host(LoadPlan plan) {
    return plan.target().getHostString() + ":" + plan.target().getPort();
  }

  int length() {
    return rendered.length;
  }

  /** Puts the request of this number into the buffer, ready to be written. */
  void render(long request, ByteBuffer buffer) {
    buffer.clear();
    buffer.put(rendered);
    if (links.isEmpty()) {
      long rest = request;
      for (int digit = DIGITS - 1; digit >= 0; digit--) {
        buffer.put(differs + digit, (byte) ('0' + rest % 10));
        rest /= 10;
      }
    } else {
      buffer.put(differs, links.get((int) request - 1).getBytes(UTF_8));
    }
    buffer.put(point, (byte) ('0' + request % 10));
    buffer.flip();
  }

  String id(long request) {
    return links.isEmpty()
        ? prefix + String.format("%0" + DIGITS + "d", request)
        : links.get((int) request - 1);
  }
}
