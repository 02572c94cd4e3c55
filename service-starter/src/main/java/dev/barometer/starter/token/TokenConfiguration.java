package dev.barometer.starter.token;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.access.DoubtfulRecords;
import dev.barometer.starter.access.SignedTopic;
import dev.barometer.starter.fact.FactPublisher;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The tokens that were issued while the suite runs; without it only those in the settings count.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(BarometerProperties.class)
class TokenConfiguration {
  @Bean
  TokenDirectory tokenDirectory() {
    return new TokenDirectory();
  }

  @Bean
  SignedTopic<NamedToken> signedTokens(
      TokenDirectory tokenDirectory, ObjectProvider<DoubtfulRecords<NamedToken>> doubts) {
    return new SignedTopic<>(
        Topics.TOKENS,
        NamedToken.class,
        tokenDirectory,
        doubts.getIfAvailable(() -> doubtful -> {}));
  }

  @Bean
  TokenUses tokenUses(
      KafkaTemplate<byte[], byte[]> factTemplate, BarometerProperties barometer, Clock clock) {
    FactPublisher publisher = new FactPublisher(factTemplate, List.of(Topics.TOKEN_USES));
    return new TokenUses(publisher, barometer.service(), clock);
  }
}
