package dev.barometer.reporting.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.starter.access.DoubtfulRecord;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.token.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** What becomes of the tokens of a topic that others can write to, too. */
class SignedTokensPublisherTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Signatures SERVICES =
      Signatures.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of());

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final IssuedTokensRepository issued = new IssuedTokensRepository(database.operations());
  private final TokenDirectory directory = new TokenDirectory();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close(Duration timeout) {
          // The template closes after each send; the real factory's producers stay open.
        }
      };
  private final FactPublisher facts =
      new FactPublisher(
          new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)),
          List.of(Topics.TOKENS, Topics.AUDIT),
          SERVICES,
          CLOCK);
  private final SignedTokensPublisher tokens =
      new SignedTokensPublisher(
          facts, directory, issued, new AuditLog(facts, "reporting-service", CLOCK));

  @AfterEach
  void close() {
    tokens.stop();
    database.close();
  }

  private static NamedToken token(String id, long revision) {
    return new NamedToken(
        id,
        revision,
        "name of " + id,
        "viewer",
        TokenHash.of(id + "-secret"),
        NOW.minus(Duration.ofDays(1)),
        "administrator",
        NOW.plus(Duration.ofDays(90)),
        revision > 1 ? NOW : null,
        revision > 1 ? "administrator" : null);
  }

  private static DoubtfulRecord<NamedToken> doubtful(long offset, String key, NamedToken token) {
    return new DoubtfulRecord<>(0, offset, key, token, false);
  }

  /** As it was written down when a token was issued. */
  private void wasIssued(NamedToken token) {
    database
        .operations()
        .getCollection("audit")
        .insertOne(
            new Document("act", "token.issued")
                .append("subject", token.name())
                .append(
                    "details",
                    List.of(
                        new Document("n", "tokenId").append("v", token.tokenId()),
                        new Document("n", "role").append("v", token.role()),
                        new Document("n", "expiresAt").append("v", token.expiresAt().toString()))));
  }

  private List<NamedToken> written() {
    return records(Topics.TOKENS).stream()
        .map(
            record -> {
              assertThat(
                      SERVICES.signer(
                          record.topic(), record.key(), record.value(), record.headers()))
                  .contains("reporting-service");
              return FactJson.read(record.value(), NamedToken.class);
            })
        .toList();
  }

  private List<ProducerRecord<byte[], byte[]>> records(String topic) {
    return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  private void actsAre(int count) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(records(Topics.AUDIT)).hasSize(count));
  }

  @Test
  void writesSigned_andKnowsItAtOnce() {
    tokens.publish(token("t-1", 1));

    assertThat(written()).containsExactly(token("t-1", 1));
    assertThat(directory.find("t-1")).isPresent();
  }

  @Test
  void signsOnceWhatWasIssuedBeforeThereWereSignatures() {
    wasIssued(token("t-1", 1));
    wasIssued(token("t-2", 1));
    tokens.start();

    tokens.settle(
        List.of(
            doubtful(0, "t-1", token("t-1", 1)),
            doubtful(1, "t-2", token("t-2", 1)),
            doubtful(2, "t-2", token("t-2", 2)),
            doubtful(3, "forged", token("forged", 1)),
            doubtful(4, "other", token("t-1", 1))));

    assertThat(written()).containsExactlyInAnyOrder(token("t-1", 1), token("t-2", 2));
    assertThat(directory.findLiveById("t-1", NOW)).isPresent();
    assertThat(directory.findLiveById("t-2", NOW)).isEmpty();
    assertThat(directory.find("forged")).isEmpty();
    actsAre(1);
    wasIssued(token("late", 1));
    tokens.settle(List.of(doubtful(5, "late", token("late", 1))));
    assertThat(directory.find("late")).isEmpty();
  }

  @Test
  void takesUpNothingUnsigned_whereTheDatabaseIsNew() {
    tokens.start();
    wasIssued(token("forged", 1));

    tokens.settle(List.of(doubtful(0, "forged", token("forged", 1))));

    assertThat(written()).isEmpty();
    assertThat(directory.all()).isEmpty();
    SignedTokensPublisher next =
        new SignedTokensPublisher(
            facts, directory, issued, new AuditLog(facts, "reporting-service", CLOCK));
    next.start();
    next.settle(List.of(doubtful(0, "forged", token("forged", 1))));
    assertThat(directory.all()).isEmpty();
    next.stop();
  }

  @Test
  void saysAgainWhatTheTopicDoesNotSayAnyMore() {
    tokens.start();
    issued.keep(token("t-1", 1));
    issued.keep(token("t-2", 2));
    directory.learn(token("t-2", 1));

    tokens.settle(List.of(doubtful(0, "t-1", token("t-1", 1))));
    tokens.settle(List.of());

    assertThat(written()).containsExactlyInAnyOrder(token("t-1", 1), token("t-2", 2));
    assertThat(directory.findLiveById("t-2", NOW)).isEmpty();
    assertThat(records(Topics.AUDIT)).isEmpty();
  }

  @Test
  void keepsWhatIsSigned() {
    directory.learn(token("t-1", 1));

    tokens.settle(List.of());

    assertThat(issued.all()).containsExactly(token("t-1", 1));
    assertThat(written()).isEmpty();
  }

  @Test
  void tellsOnceOfWhatNobodySigned_andSaysAgainWhatItWouldTakeThePlaceOf() {
    tokens.start();
    tokens.publish(token("t-1", 1));
    List<DoubtfulRecord<NamedToken>> attack =
        List.of(
            doubtful(4, "t-1", null),
            doubtful(5, "forged", token("forged", 1)),
            doubtful(6, null, null));

    tokens.settle(attack);
    tokens.settle(attack);

    actsAre(1);
    assertThat(new String(records(Topics.AUDIT).get(0).value(), UTF_8))
        .contains("token.forged", "barometer.tokens-0@4", "\"records\":\"3\"")
        .doesNotContain(TokenHash.of("forged-secret"));
    assertThat(written()).containsExactly(token("t-1", 1), token("t-1", 1));
    assertThat(directory.all()).containsExactly(token("t-1", 1));
  }

  @Test
  void revokesAgain_whenWhatWasBeforeTheRevocationIsRepeated() {
    tokens.start();
    issued.keep(token("t-1", 2));
    directory.learn(token("t-1", 2));

    tokens.settle(List.of(new DoubtfulRecord<>(0, 9, "t-1", token("t-1", 1), true)));

    assertThat(written()).containsExactly(token("t-1", 2));
    actsAre(1);
  }
}
