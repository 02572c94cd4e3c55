package dev.barometer.survey.ticket;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.survey.gate.GateTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Function;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What platforms say of tickets, from Kafka and HTTP alike, becomes the facts of the suite. */
@Configuration(proxyBeanMethods = false)
class GuardTicketsTopology {

  @Bean
  Function<KStream<byte[], byte[]>, KStream<byte[], byte[]>[]> guardTickets(
      BarometerProperties barometer,
      ErasedPeople erased,
      Signatures signatures,
      MeterRegistry meters,
      Clock clock) {
    return new GateTopology<>(
            Topics.INBOUND_TICKETS,
            Ticket.class,
            new TicketGate(FactJson::write, erased::includes),
            "tickets",
            barometer.service(),
            signatures,
            meters,
            clock)
        ::guard;
  }
}
