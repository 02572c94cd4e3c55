package dev.barometer.survey.trigger;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import dev.barometer.survey.person.ErasurePublisher;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Considers each ticket that is resolved or closed; reading it twice asks nobody twice. */
@Configuration(proxyBeanMethods = false)
class TriggerFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> considerTickets(
      FactConsumers facts,
      KnownTicketRepository tickets,
      ErasurePublisher erasures,
      AskingRunner asking) {
    return facts.reading(
        Topics.TICKETS,
        Ticket.class,
        batch -> {
          int repeats = tickets.apply(batch);
          erasures.eraseTicketsThatSlippedThrough(batch);
          Set<String> ids = batch.stream().map(Received::key).collect(Collectors.toSet());
          // Of several records of one ticket the first may be the one that is read again.
          asking.consider(ids, repeats > 0 || ids.size() < batch.size());
          return repeats;
        });
  }
}
