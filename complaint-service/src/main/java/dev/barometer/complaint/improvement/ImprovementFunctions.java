package dev.barometer.complaint.improvement;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps what became of the improvement actions that came from cases. */
@Configuration(proxyBeanMethods = false)
class ImprovementFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> keepActions(
      FactConsumers consumers, CaseActionRepository actions) {
    return consumers.reading(Topics.ACTIONS, ImprovementAction.class, actions::apply);
  }
}
