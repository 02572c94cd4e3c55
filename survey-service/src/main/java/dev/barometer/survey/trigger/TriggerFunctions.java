package dev.barometer.survey.trigger;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.SubjectKind;
import dev.barometer.survey.person.ErasurePublisher;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * Considers what happens to tickets, complaints, contracts and the like; reading it twice asks
 * nobody twice.
 */
@Configuration(proxyBeanMethods = false)
class TriggerFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> considerTickets(
      FactConsumers facts,
      KnownTicketRepository tickets,
      ErasurePublisher erasures,
      ConsideringRunner asking) {
    return facts.reading(
        Topics.TICKETS,
        Ticket.class,
        batch -> {
          int repeats = tickets.apply(batch);
          erasures.eraseTicketsThatSlippedThrough(batch);
          Set<String> ids = batch.stream().map(Received::key).collect(Collectors.toSet());
          // Of several records of one ticket the first may be the one that is read again.
          asking.consider(SubjectKind.TICKET, ids, repeats > 0 || ids.size() < batch.size());
          return repeats;
        });
  }

  @Bean
  Consumer<Message<List<byte[]>>> considerLifecycle(
      FactConsumers facts,
      KnownLifecycleRepository lifecycle,
      ErasurePublisher erasures,
      ConsideringRunner asking) {
    return facts.reading(
        Topics.LIFECYCLE,
        LifecycleSubject.class,
        batch -> {
          int repeats = lifecycle.apply(batch);
          erasures.eraseSubjectsThatSlippedThrough(batch);
          Set<String> ids = batch.stream().map(Received::key).collect(Collectors.toSet());
          asking.consider(SubjectKind.LIFECYCLE, ids, repeats > 0 || ids.size() < batch.size());
          return repeats;
        });
  }

  @Bean
  Consumer<Message<List<byte[]>>> considerComplaints(
      FactConsumers facts, KnownComplaintRepository complaints, ConsideringRunner asking) {
    return facts.reading(
        Topics.COMPLAINTS,
        Complaint.class,
        batch -> {
          int repeats = complaints.apply(batch);
          Set<String> ids = batch.stream().map(Received::key).collect(Collectors.toSet());
          asking.consider(SubjectKind.COMPLAINT, ids, repeats > 0 || ids.size() < batch.size());
          return repeats;
        });
  }
}
