package dev.barometer.reporting.tally;

import dev.barometer.reporting.ReportingProperties;
import dev.barometer.starter.position.Positions;
import dev.barometer.starter.store.Interruptions;
import dev.barometer.starter.topic.GrouplessConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** The pages, in the database and in memory. */
@Configuration(proxyBeanMethods = false)
class TallyConfiguration {

  @Bean
  TallyMemoryStore tallyMemory(ReportingProperties reporting, Interruptions interruptions) {
    return new TallyMemoryStore(reporting.talliesInMemory().toBytes(), interruptions);
  }

  @Bean
  PagesOfOthersRunner pagesOfOthers(
      ObjectProvider<Positions> positions,
      KafkaProperties kafka,
      KafkaConnectionDetails connection) {
    Map<String, Object> settings = GrouplessConsumers.settings(kafka, connection);
    return new PagesOfOthersRunner(
        () -> GrouplessConsumers.of(settings),
        partitions -> positions.getObject().find(partitions));
  }

  @Bean
  TallyChangesReader tallyChanges(
      TallyMemoryStore memory, Interruptions interruptions, PagesOfOthersRunner pagesOfOthers) {
    return new TallyChangesReader(
        memory, interruptions::count, System::nanoTime, pagesOfOthers::start);
  }

  @Bean
  ScopeDirectoryRepository scopeDirectory(
      MongoOperations mongo, Interruptions interruptions, TallyMemoryStore memory) {
    return new ScopeDirectoryRepository(mongo, interruptions, memory);
  }

  @Bean
  TallyPageRepository tallyPages(
      MongoOperations mongo, ScopeDirectoryRepository directory, TallyMemoryStore memory) {
    return new TallyPageRepository(mongo, directory, memory);
  }

  @Bean
  KeptTalliesRepository storedTallies(
      MongoOperations mongo,
      ScopeDirectoryRepository directory,
      TallyMemoryStore memory,
      MeterRegistry meters) {
    return new KeptTalliesRepository(
        memory, new TallyReadRepository(mongo), directory, new TallyMemoryMetrics(memory, meters));
  }
}
