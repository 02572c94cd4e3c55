package dev.barometer.starter.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.waiting.PatientStart;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicCreationTest {

  static List<KafkaException> refusals() {
    return List.of(
        new SaslAuthenticationException("Invalid username or password"),
        new TopicAuthorizationException(Set.of("barometer.tickets")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhatToDo_whenTheBrokerRefusesTheService(KafkaException refusal) {
    var creation =
        new TopicCreation(
            () -> {
              throw refusal;
            },
            List.of(),
            PatientStart.withoutPort());

    assertThatThrownBy(creation::start)
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("The broker refuses this service: " + refusal.getMessage());
  }
}
