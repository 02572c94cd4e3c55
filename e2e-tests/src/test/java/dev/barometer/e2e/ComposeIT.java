package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The flow on docker-compose.yml, and who may do what at its broker. */
@Tag("docker")
class ComposeIT extends FlowContract {
  private static final Set<String> INBOUND =
      Set.of(Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES);

  private ComposeStack stack;

  @Override
  Stack start(Path folder) {
    stack = ComposeStack.up(folder);
    return stack;
  }

  @Test
  @Order(20)
  void aPlatformWritesInboundTopics_andIsRefusedEverythingElse() throws Exception {
    Map<String, Object> platform = stack.brokerAs("platform");
    Set<String> topics;
    try (Admin admin = Admin.create(stack.broker())) {
      topics = admin.listTopics().names().get();
    }
    assertThat(topics).containsAll(Topics.ALL).anyMatch(topic -> topic.endsWith(".dlq"));

    for (String topic : topics) {
      if (INBOUND.contains(topic)) {
        assertThat(write(platform, topic).get().hasOffset()).as(topic).isTrue();
        assertThatThrownBy(() -> new Broker(platform).read(topic))
            .as(topic)
            .isInstanceOf(AuthorizationException.class);
      } else {
        assertThatThrownBy(() -> write(platform, topic).get())
            .as(topic)
            .satisfies(
                refusal ->
                    assertThat(
                            refusal instanceof ExecutionException
                                ? Objects.requireNonNull(refusal.getCause())
                                : refusal)
                        .isInstanceOf(AuthorizationException.class));
      }
    }
    try (Admin admin = Admin.create(platform)) {
      assertThat(admin.listTopics().names().get()).isEqualTo(INBOUND);
      assertThatThrownBy(
              () ->
                  admin
                      .createTopics(List.of(new NewTopic("barometer.inbound.more", 1, (short) 1)))
                      .all()
                      .get())
          .hasCauseInstanceOf(AuthorizationException.class);
      assertThatThrownBy(() -> admin.createAcls(List.of(everythingForPlatforms())).all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  @Test
  @Order(21)
  void withoutACredentialTheBrokerAnswersNobody() {
    Map<String, Object> wrong = new HashMap<>(stack.brokerAs("platform"));
    wrong.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"platform\" password=\"guessed\";");
    try (Admin guessing = Admin.create(wrong)) {
      assertThatThrownBy(() -> guessing.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
    try (Admin nobody =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "request.timeout.ms",
                "1000",
                "default.api.timeout.ms",
                "3000"))) {
      assertThatThrownBy(() -> nobody.listTopics().names().get())
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  private static AclBinding everythingForPlatforms() {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
        new AccessControlEntry("User:platform", "*", AclOperation.ALL, AclPermissionType.ALLOW));
  }

  private static Future<RecordMetadata> write(Map<String, Object> client, String topic) {
    try (var producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(
          Broker.event(
              topic, "K9", "K9-1", EventTypes.RESPONSE_SUBMITTED, "{\"unfinished".getBytes(UTF_8)));
    }
  }
}
