package dev.barometer.survey.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboundPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:20:00Z");
  private static final String TYPE = "dev.barometer.ticket.closed";

  private final InboundPolicy policy = new InboundPolicy(List.of(TYPE));

  @Test
  void refusesNothing_ofWhatMayComeIn() {
    assertThat(policy.refusesLength(new byte[900_000])).isNull();
    assertThat(policy.refusesType(TYPE)).isNull();
    assertThat(policy.refuses(ticket("T1", 7), at(NOW), key("T1"))).isNull();
    assertThat(policy.refuses(ticket("T1", 7), at(null), key("T1"))).isNull();
  }

  @Test
  void refusesWhatWouldBeTooLongToGoOut() {
    assertBroken(policy.refusesLength(new byte[900_001]), "must have at most 900000 bytes");
  }

  @Test
  void refusesAnotherType_andNamesThoseThereAre() {
    assertBroken(policy.refusesType("com.example.made"), "type must be one of " + TYPE);
  }

  @Test
  void refusesAnEventOfTomorrow() {
    Gate.EventContext tomorrow = at(NOW.plus(Duration.ofDays(1)));

    assertBroken(policy.refuses(ticket("T1", 7), tomorrow, key("T1")), "time ");
  }

  @Test
  void refusesARevisionThatNoneCouldFollow() {
    assertBroken(policy.refuses(ticket("T1", Long.MAX_VALUE), at(NOW), key("T1")), "revision ");
  }

  @Test
  void refusesAKeyThatIsNotTheId() {
    for (byte[] key : new byte[][] {key("T2"), key(""), null}) {
      Verdict.Refused refused = policy.refuses(ticket("T1", 7), at(NOW), key);

      assertThat(refused)
          .isEqualTo(new Verdict.Refused(DeadLetterKind.WRONG_KEY, "the key must be the id, T1"));
    }
  }

  private static void assertBroken(Verdict.@Nullable Refused refused, String reason) {
    assertThat(refused).isNotNull();
    assertThat(refused.kind()).isEqualTo(DeadLetterKind.BROKEN_CONTRACT);
    assertThat(refused.reason()).contains(reason);
  }

  private static Gate.EventContext at(@Nullable Instant time) {
    return new Gate.EventContext(TYPE, time, NOW);
  }

  private static byte[] key(String id) {
    return id.getBytes(UTF_8);
  }

  private static Ticket ticket(String id, long revision) {
    return Ticket.builder(id).revision(revision).status("closed").openedAt(NOW).build();
  }
}
