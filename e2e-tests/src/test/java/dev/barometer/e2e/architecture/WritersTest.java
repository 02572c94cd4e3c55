package dev.barometer.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.starter.rights.BrokerRights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** What the services' own settings say of who writes and who reads which topic. */
class WritersTest {
  private static final List<String> SERVICES =
      List.of("survey-service", "scoring-service", "complaint-service", "reporting-service");

  @Test
  void everyTopicBehindTheGateHasOneWriter() throws IOException {
    Map<String, List<String>> writers = new TreeMap<>();
    for (String service : SERVICES) {
      settings(service)
          .forEach(
              (name, value) -> {
                boolean isBinding = name.matches(".*\\.bindings\\..*-out-\\d+\\.destination");
                boolean isDeadLetter = value.endsWith(".dlq");
                boolean isInbound = value.startsWith("barometer.inbound.");
                boolean isEverybodys = value.equals(Topics.AUDIT);
                if ((isBinding || name.startsWith("barometer.writes["))
                    && !isDeadLetter
                    && !isInbound
                    && !isEverybodys) {
                  writers.computeIfAbsent(value, none -> new ArrayList<>()).add(service);
                }
              });
    }

    assertThat(writers.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    TreeSet<String> unwritten = new TreeSet<>(Topics.ALL);
    unwritten.removeAll(writers.keySet());
    assertThat(unwritten)
        .as("nobody listens outside surveys; all services speak of themselves")
        .containsExactlyInAnyOrder(
            Topics.MENTIONS,
            Topics.TOKEN_USES,
            Topics.AUDIT,
            Topics.INBOUND_TICKETS,
            Topics.INBOUND_RESPONSES,
            Topics.INBOUND_LIFECYCLE);
    assertThat(Topics.ALL).containsAll(writers.keySet());
  }

  @Test
  void everyServiceDeclaresWhatItReads() throws IOException {
    for (String service : SERVICES) {
      TreeSet<String> bound = new TreeSet<>();
      TreeSet<String> declared = new TreeSet<>();
      settings(service)
          .forEach(
              (name, value) -> {
                boolean isBinding = name.matches(".*\\.bindings\\..*-in-\\d+\\.destination");
                if (isBinding && !value.endsWith(".dlq")) {
                  bound.addAll(List.of(value.split("\\s*,\\s*")));
                } else if (name.startsWith("barometer.reads[")) {
                  declared.add(value);
                }
              });
      assertThat(bound).as(service).isNotEmpty().isEqualTo(declared);
    }
  }

  @Test
  void theBrokerLetsEveryServiceDoWhatItsSettingsSay_andNoMore() throws IOException {
    for (String service : SERVICES) {
      TreeSet<String> reads = new TreeSet<>(List.of(Topics.TOKENS, Topics.STAFF, Topics.ERASURES));
      TreeSet<String> writes = new TreeSet<>(List.of(Topics.TOKEN_USES, Topics.AUDIT));
      settings(service)
          .forEach(
              (name, value) -> {
                if (name.startsWith("barometer.reads[")) {
                  reads.add(value);
                  writes.add(Topics.deadLettersOf(value, service));
                } else if (name.startsWith("barometer.writes[")
                    || name.matches(".*\\.bindings\\..*-out-\\d+\\.destination")) {
                  writes.add(value);
                }
              });
      String watch = settings(service).getOrDefault("barometer.progress.watch", "nothing");
      if (watch.equals("desk")) {
        reads.addAll(BrokerRights.WATCHED_BY_THE_DESK);
      } else if (!watch.equals("nothing")) {
        reads.addAll(BrokerRights.WATCHED);
      }
      if (service.equals("reporting-service")) {
        reads.addAll(deadLetters());
      }

      assertThat(topics(service, AclOperation.READ)).as(service).isEqualTo(reads);
      assertThat(topics(service, AclOperation.WRITE)).as(service).isEqualTo(writes);
    }
  }

  private static TreeSet<String> deadLetters() throws IOException {
    TreeSet<String> all = new TreeSet<>();
    for (String service : SERVICES) {
      settings(service)
          .forEach(
              (name, value) -> {
                if (name.startsWith("barometer.reads[")) {
                  all.add(Topics.deadLettersOf(value, service));
                }
              });
    }
    return all;
  }

  private static TreeSet<String> topics(String service, AclOperation operation) {
    TreeSet<String> topics = new TreeSet<>();
    for (AclBinding right : BrokerRights.all().getOrDefault(service, List.of())) {
      ResourcePattern resource = right.pattern();
      if (resource.resourceType() == ResourceType.TOPIC
          && resource.patternType() == PatternType.LITERAL
          && right.entry().operation() == operation) {
        topics.add(resource.name());
      }
    }
    return topics;
  }

  private static Map<String, String> settings(String service) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (PropertySource<?> source :
        new YamlPropertySourceLoader().load(service, new ClassPathResource(service + ".yml"))) {
      for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
        settings.put(name, String.valueOf(source.getProperty(name)));
      }
    }
    return settings;
  }
}
