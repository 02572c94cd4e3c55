package dev.barometer.complaint;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockName;
import dev.barometer.starter.document.ClosedSet;
import dev.barometer.starter.document.ClosedSets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What parameters and fields can be, for the API document. */
@Configuration(proxyBeanMethods = false)
class ClosedSetConfiguration {

  @Bean
  ClosedSets closedSets() {
    List<String> kinds = List.of(Case.GRIEVANCE, Case.COMPLAINT);
    List<String> statuses = labels(Status.values(), Status::label);
    List<String> severities = labels(Severity.values(), Severity::label);
    return ClosedSets.of(
        ClosedSet.of("status", statuses),
        ClosedSet.of("severity", severities),
        ClosedSet.of("CaseView.kind", kinds),
        ClosedSet.of("CaseView.status", statuses),
        ClosedSet.of("CaseView.severity", severities),
        ClosedSet.of("CaseView.level", labels(Level.values(), Level::label)),
        ClosedSet.of("CaseView.open", labels(Move.values(), Move::label)),
        ClosedSet.of("Said.severity", severities),
        ClosedSet.of("ClockView.name", labels(ClockName.values(), ClockName::label)),
        ClosedSet.of("ClockView.state", labels(CaseClock.State.values(), CaseClock.State::label)),
        ClosedSet.of("HandRequest.kind", kinds),
        ClosedSet.of("HandRequest.severity", severities),
        ClosedSet.of("Assess.kind", kinds),
        ClosedSet.of("Assess.severity", severities),
        ClosedSet.of("Wait.for", List.of("customer")));
  }

  private static <T> List<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).toList();
  }
}
