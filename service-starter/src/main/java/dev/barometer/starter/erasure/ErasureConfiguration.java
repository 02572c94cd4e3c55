package dev.barometer.starter.erasure;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.access.SignedTopic;
import dev.barometer.starter.signature.Signatures;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Those who were erased, known to every instance of every service. */
@AutoConfiguration
class ErasureConfiguration {

  @Bean
  PersonMarks personMarks(Signatures signatures) {
    return new PersonMarks(signatures.keysFor("marks of people"));
  }

  @Bean
  ErasedPeople erasedPeople(PersonMarks marks, BarometerProperties barometer) {
    return new ErasedPeople(marks, barometer.service().equals("survey-service"));
  }

  /** What nobody signed is counted, and not gone by. */
  @Bean
  SignedTopic<Erasure> signedErasures(ErasedPeople erasedPeople) {
    return new SignedTopic<>(Topics.ERASURES, Erasure.class, erasedPeople, doubtful -> {});
  }
}
