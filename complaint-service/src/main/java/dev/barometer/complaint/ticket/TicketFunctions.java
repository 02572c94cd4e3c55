package dev.barometer.complaint.ticket;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps of each ticket what a case needs. */
@Configuration(proxyBeanMethods = false)
class TicketFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> keepTickets(FactConsumers consumers, TicketRepository tickets) {
    return consumers.reading(Topics.TICKETS, Ticket.class, tickets::apply);
  }
}
