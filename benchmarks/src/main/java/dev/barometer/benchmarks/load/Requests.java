package dev.barometer.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;

/** One request rendered once; each copy differs in the number that ends its id and in its point. */
final class Requests {
  private static final int DIGITS = 10;

  /** As many as the digits of an id can tell apart. */
  static final long MOST = 9_999_999_999L;

  private static final String NUMBER = "0".repeat(DIGITS);

  private final String prefix;
  private final byte[] rendered;
  private final int number;
  private final int point;

  Requests(LoadPlan plan) {
    prefix = plan.prefix() + "-";
    String body =
        """
        {"responseId":"%s%s","submittedAt":"%s","context":{"team":"%s"},\
        "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":9}]}"""
            .formatted(
                prefix, NUMBER, plan.submittedAt().truncatedTo(ChronoUnit.SECONDS), plan.team());
    String head =
        """
        POST /api/responses HTTP/1.1
        Host: %s:%d
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(
                plan.target().getHostString(), plan.target().getPort(), plan.token(), body.length())
            .replace("\n", "\r\n");
    rendered = (head + body).getBytes(UTF_8);
    number = head.length() + body.indexOf(NUMBER);
    point = head.length() + body.lastIndexOf('9');
  }

  int length() {
    return rendered.length;
  }

  /** Puts the request of this number into the buffer, ready to be written. */
  void render(long request, ByteBuffer buffer) {
    buffer.clear();
    buffer.put(rendered);
    long rest = request;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      buffer.put(number + digit, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    buffer.put(point, (byte) ('0' + request % 10));
    buffer.flip();
  }

  String id(long request) {
    return prefix + String.format("%0" + DIGITS + "d", request);
  }
}
