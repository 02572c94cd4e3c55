package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.starter.signature.Signatures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/** What cases go by. */
@Configuration(proxyBeanMethods = false)
class CaseConfiguration {

  @Bean
  static MongoCustomConversions mongoCustomConversions() {
    return ComplaintTextStore.conversions();
  }

  @Bean
  HistorySeals historySeals(Signatures signatures) {
    return new HistorySeals(signatures.keysFor("histories of cases"));
  }

  @Bean
  CaseMoves caseMoves(ClockBook book) {
    return new CaseMoves(book);
  }
}
