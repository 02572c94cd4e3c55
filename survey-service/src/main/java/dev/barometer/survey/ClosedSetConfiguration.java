package dev.barometer.survey;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.metrics.PointClass;
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
    return ClosedSets.of(
        ClosedSet.of("ImportJob.kind", List.of("responses", "tickets")),
        ClosedSet.of("TicketEvent.type", EventTypes.of(Ticket.class)),
        ClosedSet.of("LifecycleEvent.type", EventTypes.of(LifecycleSubject.class)),
        ClosedSet.of(
            "LifecycleSubject.kind", List.of("contract", "onboarding", "training", "release")),
        ClosedSet.of("Ticket.status", List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED)),
        ClosedSet.of("Ticket.resolvedBy", List.of(Ticket.HUMAN, Ticket.BOT)),
        ClosedSet.of(
            "Answer.class", Arrays.stream(PointClass.values()).map(PointClass::label).toList()));
  }
}
