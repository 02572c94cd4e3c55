package dev.barometer.benchmarks.rival;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A rating, and what is needed to count it as its last revision says.
 *
 * @param rating {@link Rating#NONE} as its point where the response was withdrawn
 */
public record SaidRating(String id, long revision, Rating rating) {
  private static final JsonFactory FACTORY = new JsonFactory();

  public static SaidRating read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      String id = "";
      long revision = 0;
      long at = 0;
      int point = Rating.NONE;
      String metric = "";
      int value = Rating.NONE;
      boolean isWithdrawn = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.END_OBJECT && metric.equals("nps")) {
          point = value;
          metric = "";
        } else if (token == JsonToken.FIELD_NAME) {
          switch (parser.currentName()) {
            case "responseId" -> id = parser.nextTextValue();
            case "revision" -> revision = parser.nextLongValue(0);
            case "submittedAt" -> at = Instant.parse(parser.nextTextValue()).toEpochMilli();
            case "withdrawnAt" -> isWithdrawn = parser.nextTextValue() != null;
            case "metric" -> metric = parser.nextTextValue();
            case "value" -> value = parser.nextIntValue(Rating.NONE);
            default -> {
              // not needed
            }
          }
        }
      }
      return new SaidRating(id, revision, new Rating(at, isWithdrawn ? Rating.NONE : point));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
