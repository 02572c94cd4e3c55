package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.RecheckProperties;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.messaging.Message;

/** Opens a case for each bad experience; reading a response twice changes nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecheckProperties.class)
class EscalationFunctions {

  @Bean
  EscalationPolicy escalationPolicy() {
    return new EscalationPolicy();
  }

  @Bean
  EvidenceRepository evidence(CaseRepository cases, MongoOperations mongo, ClockBook book) {
    return new EvidenceRepository(cases, new ProcessedResponseRepository(mongo), book);
  }

  @Bean
  RecheckRepository rechecks(CaseRepository cases, ClockBook book) {
    return new RecheckRepository(cases, book);
  }

  @Bean
  Consumer<Message<List<byte[]>>> escalateDetractors(
      FactConsumers facts,
      EscalationPolicy policy,
      EvidenceRepository evidence,
      RecheckRepository rechecks,
      RecheckProperties recheck,
      PublishingRunner runner) {
    return facts.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> {
          int repeats = 0;
          for (Received<Response> record : batch) {
            Response response = record.value();
            Outcome outcome =
                response != null && recheck.asked(response.campaignId())
                    ? rechecks.apply(response, record.takenIn())
                    : apply(record, policy, evidence);
            outcome.changedCase().ifPresent(runner::soon);
            repeats += outcome.repeat() ? 1 : 0;
          }
          return repeats;
        });
  }

  private static Outcome apply(
      Received<Response> record, EscalationPolicy policy, EvidenceRepository evidence) {
    Response response = record.value();
    return response == null
        ? evidence.forget(record.key(), record.time(), record.takenIn())
        : evidence.apply(
            response, policy.verdictOn(response).orElse(null), record.time(), record.takenIn());
  }
}
