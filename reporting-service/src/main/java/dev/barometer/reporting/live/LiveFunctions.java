package dev.barometer.reporting.live;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Says on the stream that cases changed; nothing of them is kept here. */
@Configuration(proxyBeanMethods = false)
class LiveFunctions {

  @Bean
  CaseChanges caseChanges() {
    return new CaseChanges();
  }

  @Bean
  Consumer<Message<List<byte[]>>> signalComplaints(
      FactConsumers consumers, ChangeSignals signals, CaseChanges changes) {
    return consumers.reading(
        Topics.COMPLAINTS,
        Complaint.class,
        batch -> {
          batch.forEach(record -> changes.changed(record.takenIn()));
          return signals.note(ChangeSignal.COMPLAINTS, batch.size(), 0);
        });
  }
}
