package dev.barometer.reporting.rolling;

import dev.barometer.contract.Scope;
import dev.barometer.contract.ScopeScores;
import dev.barometer.contract.Topics;
import dev.barometer.reporting.live.Happening;
import dev.barometer.reporting.live.Happenings;
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
      FactConsumers consumers, RollingRepository scores, Happenings happenings) {
    return consumers.reading(
        Topics.SCORES,
        ScopeScores.class,
        batch -> happenings.note(Happening.SCORES, batch.size(), scores.apply(batch)));
  }

  @Bean
  KeptPairs keptPairs(RollingRepository scores) {
    return new KeptPairs(() -> scores.newest(Scope.ALL).map(ScopeScores::pairs));
  }

  @Bean
  RollingScores rollingScores(RollingRepository scores) {
    return new RollingScores(scores::newest);
  }
}
