package dev.barometer.reporting.cases;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.reporting.live.ChangeSignal;
import dev.barometer.reporting.live.ChangeSignals;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps where each case stands. */
@Configuration(proxyBeanMethods = false)
class CaseFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectComplaints(
      FactConsumers consumers, CaseRepository cases, ChangeSignals signals) {
    return consumers.reading(
        Topics.COMPLAINTS,
        Complaint.class,
        batch -> signals.note(ChangeSignal.COMPLAINTS, batch.size(), cases.apply(batch)));
  }
}
