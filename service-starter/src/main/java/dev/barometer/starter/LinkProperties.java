package dev.barometer.starter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people's browsers find each service: the address that stands before its paths, for example
 * {@code http://localhost:8081}. Empty, as it comes, leaves links with their paths alone: one host
 * has all services then, each behind paths of its own.
 */
@ConfigurationProperties("barometer.links")
public record LinkProperties(
    @DefaultValue("") String reporting,
    @DefaultValue("") String survey,
    @DefaultValue("") String complaint,
    @DefaultValue("") String scoring) {

  public LinkProperties {
    reporting = beforeAPath(reporting);
    survey = beforeAPath(survey);
    complaint = beforeAPath(complaint);
    scoring = beforeAPath(scoring);
  }

  private static String beforeAPath(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
