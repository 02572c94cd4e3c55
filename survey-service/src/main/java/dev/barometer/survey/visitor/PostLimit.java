package dev.barometer.survey.visitor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So much may be sent by one link in a minute: nobody changes his answer more often. It remembers a
 * bounded number of links; of more, those are forgotten that were first used.
 */
final class PostLimit {
  static final int MOST = 30;
  static final Duration SPAN = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;

  private final int most;

  PostLimit() {
    this(MOST);
  }

  /**
   * @param most in a minute
   */
  PostLimit(int most) {
    this.most = most;
  }

  private final Map<String, Minute> minutes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Minute(Instant began, int posts) {}

  /** How long whoever sends by this link has to wait; zero where it is taken, which counts. */
  synchronized Duration take(String what, Instant now) {
    Minute known = minutes.get(what);
    if (known == null || !now.isBefore(known.began().plus(SPAN))) {
      minutes.put(what, new Minute(now, 1));
      return Duration.ZERO;
    }
    if (known.posts() >= most) {
      return Duration.between(now, known.began().plus(SPAN));
    }
    minutes.put(what, new Minute(known.began(), known.posts() + 1));
    return Duration.ZERO;
  }

  /** How many links it remembers. */
  synchronized int remembered() {
    return minutes.size();
  }
}
