package dev.barometer.reporting.cases;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ways to the desk, where cases are. */
public final class DeskLinks {
  private static final Set<Dimension> TOLD = Set.of(Dimension.SERVICE, Dimension.TEAM);

  private final String complaintService;
  private final ZoneId zone;

  /**
   * @param complaintService what stands before its paths
   * @param zone whose days periods are
   */
  public DeskLinks(String complaintService, ZoneId zone) {
    this.complaintService = complaintService;
    this.zone = zone;
  }

  public String queue() {
    return complaintService + "/desk";
  }

  String all() {
    return complaintService + "/desk/cases";
  }

  String one(String caseId) {
    return complaintService + "/desk/" + encoded(caseId);
  }

  /** The cases of a scope that were opened in a period; empty where cases do not say so much. */
  public Optional<String> openedIn(Scope scope, Period period) {
    if (!TOLD.containsAll(scope.values().keySet())) {
      return Optional.empty();
    }
    StringBuilder address = new StringBuilder(all());
    address.append("?from=").append(bound(period.from()));
    address.append("&to=").append(bound(period.to()));
    for (Map.Entry<Dimension, String> part : scope.values().entrySet()) {
      address
          .append('&')
          .append(part.getKey().label())
          .append('=')
          .append(encoded(part.getValue()));
    }
    return Optional.of(address.toString());
  }

  /** A date where a day begins then. */
  private String bound(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return day.atStartOfDay(zone).toInstant().equals(at) ? day.toString() : at.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
