package dev.barometer.reporting.tally;

import dev.barometer.contract.ScopeTallies;
import dev.barometer.contract.Topics;
import dev.barometer.reporting.live.Happening;
import dev.barometer.reporting.live.Happenings;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.store.Interruptions;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.messaging.Message;

/** Keeps the tallies that scoring-service tells of in pages that periods are read from. */
@Configuration(proxyBeanMethods = false)
class TallyFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectTallies(
      FactConsumers consumers, TallyPageRepository pages, Happenings happenings) {
    return consumers.reading(
        Topics.TALLIES,
        ScopeTallies.class,
        batch -> happenings.note(Happening.SCORES, batch.size(), pages.apply(batch)));
  }

  @Bean
  ScopeDirectoryRepository scopeDirectory(MongoOperations mongo, Interruptions interruptions) {
    return new ScopeDirectoryRepository(mongo, interruptions);
  }

  @Bean
  TallyPageRepository tallyPages(MongoOperations mongo, ScopeDirectoryRepository directory) {
    return new TallyPageRepository(mongo, directory);
  }

  @Bean
  TallyStore tallyStore(MongoOperations mongo, ScopeDirectoryRepository directory) {
    return new TallyReadRepository(mongo, directory);
  }
}
