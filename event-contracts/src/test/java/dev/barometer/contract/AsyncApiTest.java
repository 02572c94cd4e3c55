package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds the AsyncAPI document to the topics, the records and the event types of the code. */
class AsyncApiTest {
  private static final JsonNode DOCUMENT = document();
  private static final String DEAD_LETTERS = "deadLetters";
  private static final Set<String> SERVICES =
      Set.of("survey-service", "scoring-service", "complaint-service", "reporting-service");

  @Test
  void everyTopicIsAChannel_andEveryChannelATopic() {
    Set<String> topics = new TreeSet<>(Topics.ALL);
    topics.add(Topics.deadLettersOf("{topic}", "{group}"));

    assertThat(channels().keySet()).isEqualTo(topics);
  }

  @Test
  void aChannelCarriesTheRecordOfItsTopic() {
    for (String topic : Topics.ALL) {
      Class<?> record = Topics.recordOf(topic).orElseThrow();
      String schema = "schemas/" + fileOf(topic, record);
      List<JsonNode> messages = messagesOf(channels().get(topic));

      assertThat(messages).as(topic).isNotEmpty();
      for (JsonNode message : messages) {
        JsonNode payload = message.get("payload").get("schema");
        JsonNode data = payload.has("$ref") ? payload : payload.at("/properties/data");
        assertThat(data.get("$ref").stringValue()).as(topic).isEqualTo(schema);
        assertThat(message.at("/payload/schemaFormat").stringValue())
            .isEqualTo("application/schema+json;version=draft-2020-12");
        JsonNode types =
            payload.has("$ref")
                ? message.at("/headers/properties/ce_type/enum")
                : payload.at("/properties/type/enum");
        assertThat(texts(types)).as(topic).containsExactlyElementsOf(EventTypes.of(record));
      }
    }
  }

  private static String fileOf(String topic, Class<?> record) {
    return Contract.all().stream()
        .filter(contract -> contract.type().equals(record))
        .filter(contract -> contract.inbound() == topic.equals(Topics.INBOUND_TICKETS))
        .findFirst()
        .orElseThrow()
        .file();
  }

  @Test
  void everyOrdinaryRecordIsACloudEventInBinaryMode() {
    for (String topic : Topics.ALL) {
      JsonNode message = messagesOf(channels().get(topic)).get(0);
      assertThat(message.at("/traits/0/$ref").stringValue())
          .as(topic)
          .isEqualTo("#/components/messageTraits/cloudEvent");
      assertThat(message.at("/bindings/kafka/key/description").isString()).as(topic).isTrue();
    }
    assertThat(texts(DOCUMENT.at("/components/messageTraits/cloudEvent/headers/required")))
        .containsExactly("ce_specversion", "ce_id", "ce_source", "ce_type");
  }

  @Test
  void talliesCarryASequence() {
    JsonNode headers = messagesOf(channels().get(Topics.TALLIES)).get(0).get("headers");

    assertThat(texts(headers.get("required"))).containsExactly("ce_sequence");
    assertThat(headers.get("properties").has("ce_sequence")).isTrue();
  }

  @Test
  void factsAreCompacted_whatComesInAndDeadLettersAndActsAreNot() {
    channels()
        .forEach(
            (topic, channel) -> {
              boolean passing =
                  topic.startsWith("barometer.inbound.")
                      || topic.startsWith("{")
                      || topic.equals(Topics.AUDIT);
              assertThat(texts(channel.at("/bindings/kafka/topicConfiguration/cleanup.policy")))
                  .as(topic)
                  .containsExactly(passing ? "delete" : "compact");
            });
  }

  @Test
  void eachTopicHasItsOneWriter_butWhereAllSpeakOfThemselves_andTheInboundOnesTheOutsideWorldToo() {
    Map<String, Set<String>> writers = servicesThat("send");
    writers.remove(Topics.deadLettersOf("{topic}", "{group}"));

    assertThat(writers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Topics.INBOUND_TICKETS, Set.of("platform", "survey-service")),
                Map.entry(Topics.INBOUND_RESPONSES, Set.of("survey-service")),
                Map.entry(Topics.INBOUND_LIFECYCLE, Set.of("platform", "survey-service")),
                Map.entry(Topics.LIFECYCLE, Set.of("survey-service")),
                Map.entry(Topics.TICKETS, Set.of("survey-service")),
                Map.entry(Topics.SURVEYS, Set.of("survey-service")),
                Map.entry(Topics.INVITATIONS, Set.of("survey-service")),
                Map.entry(Topics.RESPONSES, Set.of("survey-service")),
                Map.entry(Topics.COMPLAINTS, Set.of("complaint-service")),
                Map.entry(Topics.ACTIONS, Set.of("reporting-service")),
                Map.entry(Topics.TALLIES, Set.of("scoring-service")),
                Map.entry(Topics.SCORES, Set.of("scoring-service")),
                Map.entry(Topics.REPORTS, Set.of("reporting-service")),
                Map.entry(Topics.TOKENS, Set.of("reporting-service")),
                Map.entry(Topics.TOKEN_USES, SERVICES),
                Map.entry(Topics.STAFF, Set.of("reporting-service")),
                Map.entry(Topics.ERASURES, Set.of("survey-service")),
                Map.entry(Topics.AUDIT, SERVICES)));
  }

  @Test
  void eachTopicHasItsReaders() {
    assertThat(servicesThat("receive"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Topics.INBOUND_TICKETS, Set.of("survey-service")),
                Map.entry(Topics.INBOUND_RESPONSES, Set.of("survey-service")),
                Map.entry(Topics.INBOUND_LIFECYCLE, Set.of("survey-service")),
                Map.entry(Topics.LIFECYCLE, Set.of("survey-service")),
                Map.entry(Topics.TICKETS, SERVICES),
                Map.entry(Topics.INVITATIONS, Set.of("scoring-service")),
                Map.entry(
                    Topics.RESPONSES,
                    Set.of(
                        "survey-service",
                        "scoring-service",
                        "complaint-service",
                        "reporting-service")),
                Map.entry(Topics.MENTIONS, Set.of("scoring-service")),
                Map.entry(
                    Topics.COMPLAINTS,
                    Set.of("survey-service", "scoring-service", "reporting-service")),
                Map.entry(Topics.ACTIONS, Set.of("complaint-service")),
                Map.entry(Topics.TALLIES, Set.of("reporting-service")),
                Map.entry(Topics.SCORES, Set.of("reporting-service")),
                Map.entry(Topics.TOKENS, SERVICES),
                Map.entry(Topics.STAFF, SERVICES),
                Map.entry(Topics.ERASURES, SERVICES),
                Map.entry(Topics.TOKEN_USES, Set.of("reporting-service")),
                Map.entry(Topics.AUDIT, Set.of("reporting-service"))));
  }

  @Test
  void whateverAServiceReads_itMayPutIntoItsDeadLetters() {
    JsonNode parameters = DOCUMENT.at("/channels/" + DEAD_LETTERS + "/parameters");
    String deadLetters = Topics.deadLettersOf("{topic}", "{group}");

    assertThat(texts(parameters.at("/topic/enum"))).containsExactlyElementsOf(Topics.ALL);
    assertThat(texts(parameters.at("/group/enum"))).containsExactlyInAnyOrderElementsOf(SERVICES);
    assertThat(servicesThat("send").get(deadLetters)).isEqualTo(SERVICES);
  }

  @Test
  void anOperationSaysInItsNameWhatItDoes() {
    DOCUMENT
        .get("operations")
        .forEachEntry(
            (name, operation) -> {
              String who = operation.at("/tags/0/name").stringValue().split("-")[0];
              String channel = keyOf(operation.get("channel"));
              assertThat(name)
                  .startsWith(who)
                  .containsIgnoringCase(operation.get("action").stringValue() + "s" + channel);
            });
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : DOCUMENT.findValues("$ref")) {
      String target = reference.stringValue();
      if (target.startsWith("#")) {
        assertThat(DOCUMENT.at(target.substring(1)).isMissingNode()).as(target).isFalse();
      } else {
        assertThat(Files.exists(Path.of("src/main/resources", target))).as(target).isTrue();
      }
    }
  }

  @Test
  void everyMessageIsCarriedByAChannel() {
    Set<String> carried = new TreeSet<>();
    for (JsonNode channel : channels().values()) {
      channel.get("messages").forEach(message -> carried.add(keyOf(message)));
    }

    assertThat(carried)
        .containsExactlyInAnyOrderElementsOf(DOCUMENT.at("/components/messages").propertyNames());
  }

  /** Channels by address. */
  private static Map<String, JsonNode> channels() {
    Map<String, JsonNode> channels = new TreeMap<>();
    for (JsonNode channel : DOCUMENT.get("channels")) {
      channels.put(channel.get("address").stringValue(), channel);
    }
    return channels;
  }

  private static List<JsonNode> messagesOf(JsonNode channel) {
    return StreamSupport.stream(channel.get("messages").spliterator(), false)
        .map(message -> DOCUMENT.at("/components/messages/" + keyOf(message)))
        .toList();
  }

  /** Who does this, by the address of the channel. */
  private static Map<String, Set<String>> servicesThat(String action) {
    Map<String, Set<String>> services = new TreeMap<>();
    for (JsonNode operation : DOCUMENT.get("operations")) {
      if (operation.get("action").stringValue().equals(action)) {
        JsonNode channel = DOCUMENT.at("/channels/" + keyOf(operation.get("channel")));
        services
            .computeIfAbsent(channel.get("address").stringValue(), address -> new TreeSet<>())
            .add(operation.at("/tags/0/name").stringValue());
      }
    }
    return services;
  }

  /** The last part of what a reference names. */
  private static String keyOf(JsonNode reference) {
    String target = reference.get("$ref").stringValue();
    return target.substring(target.lastIndexOf('/') + 1);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::stringValue).toList();
  }

  private static JsonNode document() {
    try (InputStream in = Files.newInputStream(Path.of("src/main/resources/asyncapi.yaml"))) {
      return Objects.requireNonNull(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
