package dev.barometer.reporting.render;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.dashboard.MadeOf;
import dev.barometer.reporting.period.Period;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The ways from a figure of a report to what it is made of. It is what is known now: facts that
 * came later are in it.
 */
final class ReportLinks implements ReportText.Ways {
  private final DeskLinks desk;
  private final Period period;
  private final ZoneId zone;

  /**
   * @param zone whose days periods are
   */
  ReportLinks(DeskLinks desk, Period period, ZoneId zone) {
    this.desk = desk;
    this.period = period;
    this.zone = zone;
  }

  @Override
  public String ticket(String ticketId) {
    return "/tickets/" + encoded(ticketId);
  }

  @Override
  public String action(String actionId) {
    return "/actions/" + encoded(actionId);
  }

  @Override
  public @Nullable String of(String metric, String scope) {
    Scope whose = Scope.parse(scope);
    String query =
        "from="
            + LocalDate.ofInstant(period.from(), zone)
            + "&to="
            + LocalDate.ofInstant(period.to(), zone).minusDays(1)
            + "&scope="
            + encoded(scope);
    return Metrics.find(metric)
        .map(found -> MadeOf.list(found, query, desk.openedIn(whose, period).orElse(null)))
        .orElse(null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
