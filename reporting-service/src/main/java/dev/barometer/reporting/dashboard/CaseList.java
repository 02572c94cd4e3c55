package dev.barometer.reporting.dashboard;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.period.Period;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Where the cases of a scope and a period stand: at the desk, which tells them apart by service and
 * team.
 *
 * @param desk the address of the service that has the desk, as browsers find it
 * @param zone whose days these are
 */
record CaseList(String desk, ZoneId zone) {
  private static final Set<Dimension> TOLD = Set.of(Dimension.SERVICE, Dimension.TEAM);

  /**
   * Up to the moment where the period ends; empty where the desk does not tell these from others.
   */
  Optional<String> addressOf(PageRequest request) {
    Scope scope = request.scope();
    if (!TOLD.containsAll(scope.values().keySet())) {
      return Optional.empty();
    }
    Period period = request.period();
    StringBuilder address =
        new StringBuilder(desk)
            .append("/desk/cases?from=")
            .append(bound(period.from()))
            .append("&to=")
            .append(bound(period.to()));
    scope
        .values()
        .forEach(
            (dimension, value) ->
                address
                    .append('&')
                    .append(dimension.label())
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
    return Optional.of(address.toString());
  }

  /** A date where a day begins then. */
  private String bound(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return day.atStartOfDay(zone).toInstant().equals(at) ? day.toString() : at.toString();
  }
}
