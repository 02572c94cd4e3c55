package dev.barometer.reporting.cases;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ways to the desk, where cases are. */
public final class DeskLinks {
  private static final Set<Dimension> TOLD = Set.of(Dimension.SERVICE, Dimension.TEAM);

  private final String complaintService;

  /**
   * @param complaintService what stands before its paths
   */
  public DeskLinks(String complaintService) {
    this.complaintService = complaintService;
  }

  public String queue() {
    return complaintService + "/desk";
  }

  String all() {
    return complaintService + "/desk/cases";
  }

  String one(String caseId) {
    return complaintService + "/desk/" + encoded(caseId).replace("+", "%20");
  }

  /** The cases of a scope that were opened in a period; empty where cases do not say so much. */
  public Optional<String> openedIn(Scope scope, Period period) {
    if (!TOLD.containsAll(scope.values().keySet())) {
      return Optional.empty();
    }
    StringBuilder address = new StringBuilder(all());
    address.append("?from=").append(encoded(period.from().toString()));
    address.append("&to=").append(encoded(period.to().toString()));
    for (Map.Entry<Dimension, String> part : scope.values().entrySet()) {
      address
          .append('&')
          .append(part.getKey().label())
          .append('=')
          .append(encoded(part.getValue()));
    }
    return Optional.of(address.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
