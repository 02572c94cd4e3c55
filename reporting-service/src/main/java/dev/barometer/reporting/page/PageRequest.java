package dev.barometer.reporting.page;

import dev.barometer.contract.score.Scope;
import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.period.Period;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page is asked for. All of it stands in its address, and follows each of its links.
 *
 * @param window null where days are named
 * @param from the first of the named days
 * @param to the last of them
 * @param before what the period is compared with
 * @param wording tells moments in the reader's zone
 * @param days tells periods in the organisation's, which their days are of
 */
public record PageRequest(
    @Nullable Window window,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Comparison comparison,
    Period period,
    Period before,
    Scope scope,
    Wording wording,
    Wording days,
    Instant now) {
  private static final Duration SHORT = Duration.ofDays(2);

  /** What an address says behind its question mark. */
  public String query() {
    return query(window, scope);
  }

  /** The same of other figures. */
  public String query(Scope otherScope) {
    return query(window, otherScope);
  }

  /** The same of another time. */
  String query(Window otherWindow) {
    return query(otherWindow, scope);
  }

  private String query(@Nullable Window ofWindow, Scope ofScope) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (ofWindow != null) {
      parameters.put("window", ofWindow.id());
    } else {
      parameters.put("from", String.valueOf(from));
      parameters.put("to", String.valueOf(to));
    }
    parameters.put("scope", ofScope.toString());
    if (comparison != Comparison.PREVIOUS) {
      parameters.put("compare", comparison.id());
    }
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whose figures these are. */
  public String scopeName() {
    return scope.equals(Scope.ALL)
        ? wording.say("scope.all")
        : String.join(" · ", scope.values().values());
  }

  /** The last moment of the period, or now where it is not over. */
  public Instant lastMoment() {
    Instant last = period.to().minus(1, ChronoUnit.MILLIS);
    return last.isBefore(now) ? last : now;
  }

  /** Of which days, both of which count. */
  public String dates() {
    return dates(period);
  }

  public String datesBefore() {
    return dates(before);
  }

  private String dates(Period of) {
    boolean isShort = of.length().compareTo(SHORT) < 0;
    if (isShort && window != null) {
      return days.say("range", days.dateAndTime(of.from()), days.dateAndTime(of.to()));
    }
    String first = days.date(of.from());
    String last = days.date(of.to().minus(1, ChronoUnit.MILLIS));
    return first.equals(last) ? first : days.say("range", first, last);
  }

  /** Whose and of which days: what the page is called. */
  public String title() {
    return wording.say("page.of", scopeName(), dates());
  }
}
