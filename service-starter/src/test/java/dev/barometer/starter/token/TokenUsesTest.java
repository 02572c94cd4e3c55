package dev.barometer.starter.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.starter.fact.FactFixtures;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TokenUsesTest {
  private final MockProducer<byte[], byte[]> producer = FactFixtures.producer(true);
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final TokenUses uses =
      new TokenUses(
          new FactPublisher(FactFixtures.templateOf(producer), List.of(Topics.TOKEN_USES)),
          "survey-service",
          new MovingClock());

  @Test
  void tellsOfATokenOnceAMinute_howeverOftenItIsUsed() {
    for (int second = 0; second < 120; second++) {
      uses.note("t-1");
      uses.tell();
      now = now.plusSeconds(1);
    }

    assertThat(told())
        .containsExactly(
            new TokenUse("t-1", "survey-service", Instant.parse("2026-11-22T10:00:00Z")),
            new TokenUse("t-1", "survey-service", Instant.parse("2026-11-22T10:01:00Z")));
  }

  @Test
  void tellsNothing_whenNothingWasUsedSince() {
    uses.note("t-1");
    uses.tell();
    now = now.plusSeconds(600);

    uses.tell();

    assertThat(told()).hasSize(1);
  }

  @Test
  void tellsItLater_whenTheBrokerIsAway() {
    producer.sendException = new TimeoutException("away");
    uses.note("t-1");
    uses.tell();
    assertThat(told()).isEmpty();

    producer.sendException = null;
    uses.tell();

    assertThat(told()).hasSize(1);
  }

  private List<TokenUse> told() {
    return producer.history().stream()
        .map(record -> FactJson.read(record.value(), TokenUse.class))
        .toList();
  }

  private final class MovingClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
