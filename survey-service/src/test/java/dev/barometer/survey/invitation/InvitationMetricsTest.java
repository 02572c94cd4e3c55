package dev.barometer.survey.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InvitationMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InvitationMetrics metrics =
      new InvitationMetrics(meters, List.of("asked", "cool-down"));

  private static InvitationDocument invitation(String status, @Nullable String reason) {
    return new InvitationDocument(
        "i1",
        1,
        status,
        reason,
        "desk",
        1,
        "after-ticket",
        "mail",
        "T1",
        "ana",
        null,
        null,
        Context.NONE,
        NOW,
        NOW,
        null,
        null,
        null,
        0,
        "hash");
  }

  private double decided(String verdict) {
    return meters.get("barometer.invitations.decided").tag("verdict", verdict).counter().count();
  }

  private double changed(String what) {
    return meters.get("barometer.invitations.changed").tag("what", what).counter().count();
  }

  @Test
  void countsWhatWasDecided_byVerdict_fromZero() {
    assertThat(decided("asked")).isZero();

    metrics.decided(invitation("issued", null));
    metrics.decided(invitation("suppressed", "cool-down"));
    metrics.decided(invitation("suppressed", "cool-down"));

    assertThat(decided("asked")).isEqualTo(1);
    assertThat(decided("cool-down")).isEqualTo(2);
  }

  @Test
  void countsEachStepOnce_andEachReminder() {
    InvitationDocument issued = invitation("issued", null);
    InvitationDocument delivered = issued.delivered(NOW);
    InvitationDocument once = delivered.reminded();
    InvitationDocument twice = once.reminded();
    InvitationDocument opened = twice.opened(NOW).orElseThrow();
    InvitationDocument answered = opened.answeredOn(NOW).orElseThrow();
    List<InvitationDocument> life = List.of(issued, delivered, once, twice, opened, answered);

    for (int i = 1; i < life.size(); i++) {
      metrics.changed(life.get(i - 1), life.get(i));
    }

    assertThat(changed("delivered")).isEqualTo(1);
    assertThat(changed("reminded")).isEqualTo(2);
    assertThat(changed("opened")).isEqualTo(1);
    assertThat(changed("answered")).isEqualTo(1);
    assertThat(changed("expired")).isZero();
    metrics.changed(issued, issued.expired());
    metrics.changed(issued, issued.cancelled("opted-out"));
    assertThat(changed("expired")).isEqualTo(1);
    assertThat(changed("cancelled")).isEqualTo(1);
  }
}
