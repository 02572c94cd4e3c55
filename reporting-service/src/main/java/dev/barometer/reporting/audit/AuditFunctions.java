package dev.barometer.reporting.audit;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps what was done. */
@Configuration(proxyBeanMethods = false)
class AuditFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectAudit(FactConsumers consumers, AuditRepository audit) {
    return consumers.reading(Topics.AUDIT, AuditEntry.class, audit::apply);
  }
}
