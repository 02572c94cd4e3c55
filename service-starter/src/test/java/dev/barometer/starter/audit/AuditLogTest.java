package dev.barometer.starter.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.fact.FactFixtures;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.patience.Outages;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class AuditLogTest {
  private final MockProducer<byte[], byte[]> producer = FactFixtures.producer(true);
  private final AuditLog log =
      new AuditLog(
          new FactPublisher(FactFixtures.templateOf(producer), List.of(Topics.AUDIT)),
          "survey-service",
          Clock.fixed(FactFixtures.NOW, ZoneOffset.UTC));

  @AfterEach
  void forgetTheCaller() {
    SecurityContextHolder.clearContext();
    RequestContextHolder.resetRequestAttributes();
  }

  @Test
  void saysWhoDidWhatToWhatFromWhere() {
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(
                "ada", null, AuthorityUtils.createAuthorityList("ROLE_ADMIN")));
    MockHttpServletRequest call = new MockHttpServletRequest();
    call.setRemoteAddr("192.0.2.17");
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(call));

    log.record("survey.changed", "after-ticket", Map.of("version", "3"));

    AuditEntry entry = onlyEntry();
    assertThat(entry)
        .isEqualTo(
            new AuditEntry(
                entry.id(),
                FactFixtures.NOW,
                "ada",
                "admin",
                "survey.changed",
                "after-ticket",
                Map.of("version", "3"),
                "survey-service",
                "192.0.2.17"));
    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.topic()).isEqualTo(Topics.AUDIT);
    assertThat(new String(record.key(), UTF_8)).isEqualTo(entry.id());
    assertThat(KafkaEvents.read(record.headers(), record.value()).type())
        .isEqualTo("dev.barometer.audit.recorded");
  }

  @Test
  void saysNobody_whenNobodyIsKnown() {
    log.record("sign-in.failed", "x".repeat(2_000), Map.of("reason", "y".repeat(2_000)));

    AuditEntry entry = onlyEntry();
    assertThat(entry.caller()).isEqualTo("nobody");
    assertThat(entry.role()).isNull();
    assertThat(entry.address()).isNull();
    assertThat(entry.subject()).hasSize(500);
    assertThat(entry.details().get("reason")).hasSize(500);
  }

  @Test
  void refusesTheAct_whenTheBrokerIsAway() {
    producer.sendException = new TimeoutException("no metadata");

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> log.record("token.issued", "desk", Map.of()))
        .matches(Outages::isOutage);
  }

  private AuditEntry onlyEntry() {
    assertThat(producer.history()).hasSize(1);
    return FactJson.read(producer.history().get(0).value(), AuditEntry.class);
  }
}
