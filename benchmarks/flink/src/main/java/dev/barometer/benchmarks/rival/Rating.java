package dev.barometer.benchmarks.rival;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What a rolling NPS needs of a response, and no more: nothing else is parsed, kept or checked.
 *
 * @param at when it was given, in milliseconds
 * @param point {@link #NONE} where the response rates nothing
 */
public record Rating(long at, int point) {
  /** Of a response that only tells that time went on. */
  public static final int NONE = -1;

  private static final JsonFactory FACTORY = new JsonFactory();

  public static Rating read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      long at = 0;
      int point = NONE;
      String metric = "";
      int value = NONE;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.END_OBJECT && metric.equals("nps")) {
          point = value;
          metric = "";
        } else if (token == JsonToken.FIELD_NAME) {
          switch (parser.currentName()) {
            case "submittedAt" -> at = Instant.parse(parser.nextTextValue()).toEpochMilli();
            case "metric" -> metric = parser.nextTextValue();
            case "value" -> value = parser.nextIntValue(NONE);
            default -> {
              // not needed
            }
          }
        }
      }
      return new Rating(at, point);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
