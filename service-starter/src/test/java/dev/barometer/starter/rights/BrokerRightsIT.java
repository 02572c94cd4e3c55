package dev.barometer.starter.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a broker that is set up as docker-compose.yml sets it up: nobody is given anything by default.
 */
class BrokerRightsIT {
  private static final String ADMIN = "admin";
  private static final List<String> USERS =
      List.of(
          ADMIN,
          BrokerRights.PLATFORM,
          "survey-service",
          "scoring-service",
          "complaint-service",
          "reporting-service");

  private static final Set<String> INBOUND =
      Set.of(Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES, Topics.INBOUND_LIFECYCLE);

  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker(@TempDir Path folder) throws Exception {
    StringBuilder users =
        new StringBuilder(
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"admin\" password=\"of-admin\"");
    USERS.forEach(user -> users.append(" user_%s=\"of-%s\"".formatted(user, user)));
    users.append(";");
    broker =
        EmbeddedBroker.atFreePorts(
            folder,
            Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                users.toString(),
                "listener.name.controller.plain.sasl.jaas.config",
                users.toString(),
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "false",
                "super.users",
                "User:admin"));
    broker.start();
    try (Admin admin = Admin.create(client(ADMIN))) {
      new RightsClient(admin).apply();
      List<NewTopic> topics =
          Topics.ALL.stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList();
      admin.createTopics(topics).all().get();
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void aPlatformMayWriteWhatComesFromOutside_andNothingElse() {
    Map<String, Boolean> written = new TreeMap<>();
    for (String topic : Topics.ALL) {
      written.put(topic, mayWrite(BrokerRights.PLATFORM, topic));
    }

    assertThat(written)
        .allSatisfy((topic, may) -> assertThat(may).as(topic).isEqualTo(INBOUND.contains(topic)));
  }

  @Test
  void aPlatformReadsNothing_andChangesNothing() {
    for (String topic : Topics.ALL) {
      assertThat(mayRead(BrokerRights.PLATFORM, topic)).as(topic).isFalse();
    }
    try (Admin platform = Admin.create(client(BrokerRights.PLATFORM))) {
      assertRefused(
          platform
              .createTopics(List.of(new NewTopic("barometer.inbound.more", 1, (short) 1)))
              .all());
      assertRefused(platform.deleteTopics(List.of(Topics.INBOUND_TICKETS)).all());
      assertRefused(platform.describeAcls(AclBindingFilter.ANY).values());
      assertRefused(platform.createAcls(List.of(everything(BrokerRights.PLATFORM))).all());
    }
  }

  @Test
  void whoKnowsNoPasswordDoesNothing() {
    Map<String, Object> wrong = client(BrokerRights.PLATFORM, "guessed");
    try (Admin stranger = Admin.create(wrong)) {
      assertThatThrownBy(() -> stranger.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
    try (Admin stranger =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "request.timeout.ms",
                "500",
                "default.api.timeout.ms",
                "1000"))) {
      assertThatThrownBy(() -> stranger.listTopics().names().get())
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void aServiceWritesItsOwnTopicsOnly() {
    assertThat(mayWrite("reporting-service", Topics.TOKENS)).isTrue();
    for (String service : List.of("survey-service", "scoring-service", "complaint-service")) {
      assertThat(mayWrite(service, Topics.TOKENS)).as(service).isFalse();
      assertThat(mayRead(service, Topics.TOKENS)).as(service).isTrue();
    }
    assertThat(mayWrite("survey-service", Topics.RESPONSES)).isTrue();
    assertThat(mayWrite("scoring-service", Topics.RESPONSES)).isFalse();
    assertThat(mayRead("complaint-service", Topics.LIFECYCLE)).isFalse();
  }

  @Test
  void saysItOnce_andTakesBackWhatNobodyShouldHave() throws Exception {
    try (Admin admin = Admin.create(client(ADMIN))) {
      admin
          .createAcls(List.of(everything(BrokerRights.PLATFORM), everything("somebody-else")))
          .all()
          .get();

      var first = new RightsClient(admin).apply();
      var second = new RightsClient(admin).apply();

      assertThat(first).isEqualTo(new RightsClient.Change(0, 1));
      assertThat(second).isEqualTo(new RightsClient.Change(0, 0));
      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .contains(everything("somebody-else"))
          .doesNotContain(everything(BrokerRights.PLATFORM));
    }
  }

  private static AclBinding everything(String user) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", AclOperation.ALL, AclPermissionType.ALLOW));
  }

  private static void assertRefused(KafkaFuture<?> done) {
    assertThatThrownBy(done::get).hasCauseInstanceOf(AuthorizationException.class);
  }

  private static boolean mayWrite(String user, String topic) {
    try (var producer =
        new KafkaProducer<>(client(user), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
      return false;
    } catch (AuthorizationException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean mayRead(String user, String topic) {
    try (var consumer =
        new KafkaConsumer<>(client(user), new StringDeserializer(), new StringDeserializer())) {
      var partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      consumer.poll(Duration.ofSeconds(1));
      return true;
    } catch (KafkaException e) {
      assertThat(e).isInstanceOf(AuthorizationException.class);
      return false;
    }
  }

  private static Map<String, Object> client(String user) {
    return client(user, "of-" + user);
  }

  private static Map<String, Object> client(String user, String password) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    return settings;
  }
}
