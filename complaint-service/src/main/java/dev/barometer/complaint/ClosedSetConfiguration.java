package dev.barometer.complaint;

import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.handling.CaseQuery;
import dev.barometer.starter.document.ClosedSet;
import dev.barometer.starter.document.ClosedSets;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What parameters and fields can be, for the API document. */
@Configuration(proxyBeanMethods = false)
class ClosedSetConfiguration {

  @Bean
  ClosedSets closedSets() {
    List<String> statuses = Arrays.stream(Status.values()).map(Status::label).toList();
    List<String> severities = Arrays.stream(Severity.values()).map(Severity::label).toList();
    return ClosedSets.of(
        ClosedSet.of("kind", CaseQuery.KINDS),
        ClosedSet.of("level", Arrays.stream(Level.values()).map(Level::label).toList()),
        ClosedSet.of("overdue", List.of("true", "false")),
        ClosedSet.of("status", statuses),
        ClosedSet.of("severity", severities),
        ClosedSet.of("CaseView.status", statuses),
        ClosedSet.of("CaseView.severity", severities));
  }
}
