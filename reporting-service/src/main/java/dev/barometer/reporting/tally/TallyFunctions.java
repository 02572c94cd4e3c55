package dev.barometer.reporting.tally;

import dev.barometer.contract.Topics;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.reporting.live.CaseChanges;
import dev.barometer.reporting.live.ChangeSignal;
import dev.barometer.reporting.live.ChangeSignals;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps the tallies that scoring-service tells of in pages that periods are read from. */
@Configuration(proxyBeanMethods = false)
class TallyFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectTallies(
      FactConsumers consumers,
      TallyPageRepository pages,
      ChangeSignals signals,
      CaseChanges changes) {
    return consumers.reading(
        Topics.TALLIES,
        ScopeTallies.class,
        batch -> {
          int unchanged = pages.apply(batch);
          batch.forEach(record -> changes.counted(record.takenIn()));
          return signals.note(ChangeSignal.SCORES, batch.size(), unchanged);
        });
  }
}
