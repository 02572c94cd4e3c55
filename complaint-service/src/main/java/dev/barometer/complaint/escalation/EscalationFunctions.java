package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.RecheckProperties;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.messaging.Message;

/** Opens a case for each bad experience; reading one twice changes nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecheckProperties.class)
class EscalationFunctions {

  @Bean
  EvidenceRepository evidence(
      CaseRepository cases, MongoOperations mongo, PersonMarks marks, ClockBook book) {
    return new EvidenceRepository(new DirectStore(cases, mongo, marks), book);
  }

  @Bean
  EvidenceBatchRepository batches(
      CaseRepository cases, MongoOperations mongo, PersonMarks marks, ClockBook book) {
    return new EvidenceBatchRepository(cases, mongo, marks, book);
  }

  @Bean
  RecheckRepository rechecks(CaseRepository cases, ClockBook book) {
    return new RecheckRepository(cases, book);
  }

  @Bean
  Consumer<Message<List<byte[]>>> escalateDetractors(
      FactConsumers facts,
      RuleReader rules,
      EvidenceBatchRepository batches,
      RecheckRepository rechecks,
      RecheckProperties recheck,
      PublishingRunner runner) {
    return facts.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> {
          Map<Boolean, List<Received<Response>>> byRecheck =
              batch.stream().collect(Collectors.partitioningBy(one -> isRecheck(one, recheck)));
          int repeats = 0;
          for (Received<Response> record : byRecheck.getOrDefault(true, List.of())) {
            Response response = Objects.requireNonNull(record.value());
            Outcome outcome = rechecks.apply(response, record.takenIn());
            outcome.changedCase().ifPresent(runner::soon);
            repeats += outcome.repeat() ? 1 : 0;
          }
          List<Received<Response>> others = byRecheck.getOrDefault(false, List.of());
          return repeats
              + apply(others, UnaryOperator.identity(), id -> id, rules, batches, runner);
        });
  }

  private static boolean isRecheck(Received<Response> record, RecheckProperties recheck) {
    Response response = record.value();
    return response != null && recheck.asked(response.campaignId());
  }

  /** What is said outside a survey is evidence as an answer is. */
  @Bean
  Consumer<Message<List<byte[]>>> escalateMentions(
      FactConsumers facts,
      RuleReader rules,
      EvidenceBatchRepository batches,
      PublishingRunner runner) {
    return facts.reading(
        Topics.MENTIONS,
        Mention.class,
        batch -> apply(batch, Mentions::asResponse, Mentions::idOf, rules, batches, runner));
  }

  private static <T> int apply(
      List<Received<T>> batch,
      Function<T, Response> responseOf,
      UnaryOperator<String> idOf,
      RuleReader rules,
      EvidenceBatchRepository batches,
      PublishingRunner runner) {
    RuleReader.RuleBook book = rules.book();
    List<Outcome> outcomes =
        batches.apply(batch.stream().map(record -> said(record, responseOf, idOf, book)).toList());
    outcomes.forEach(outcome -> outcome.changedCase().ifPresent(runner::soon));
    return (int) outcomes.stream().filter(Outcome::repeat).count();
  }

  private static <T> Said said(
      Received<T> record,
      Function<T, Response> responseOf,
      UnaryOperator<String> idOf,
      RuleReader.RuleBook book) {
    T value = record.value();
    String id = idOf.apply(record.key());
    if (value == null) {
      return new Said(id, null, null, record.time(), record.takenIn());
    }
    Response response = responseOf.apply(value);
    return new Said(
        id,
        response,
        book.at(record.takenIn()).verdictOn(response).orElse(null),
        record.time(),
        record.takenIn());
  }
}
