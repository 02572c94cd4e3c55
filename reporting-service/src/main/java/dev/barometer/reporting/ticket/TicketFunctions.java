package dev.barometer.reporting.ticket;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps each ticket as a row. */
@Configuration(proxyBeanMethods = false)
class TicketFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectTickets(
      FactConsumers consumers, TicketRepository tickets) {
    return consumers.reading(Topics.TICKETS, Ticket.class, tickets::apply);
  }
}
