package dev.barometer.reporting.token;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps when each token was last used. */
@Configuration(proxyBeanMethods = false)
class TokenUseFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectTokenUses(
      FactConsumers consumers, TokenUseRepository uses) {
    return consumers.reading(Topics.TOKEN_USES, TokenUse.class, uses::apply);
  }
}
