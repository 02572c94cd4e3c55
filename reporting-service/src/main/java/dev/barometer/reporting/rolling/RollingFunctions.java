package dev.barometer.reporting.rolling;

import dev.barometer.contract.Topics;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.reporting.live.ChangeSignal;
import dev.barometer.reporting.live.ChangeSignals;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps the newest rolling scores of each scope. */
@Configuration(proxyBeanMethods = false)
class RollingFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectScores(
      FactConsumers consumers, RollingRepository scores, ChangeSignals signals) {
    return consumers.reading(
        Topics.SCORES,
        ScopeScores.class,
        batch -> signals.note(ChangeSignal.SCORES, batch.size(), scores.apply(batch)));
  }

  @Bean
  KeptPairs keptPairs(RollingRepository scores) {
    return new KeptPairs(() -> scores.newest(Scope.ALL).map(ScopeScores::pairs));
  }
}
