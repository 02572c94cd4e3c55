package dev.barometer.starter.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final String KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String OTHER = "ffffffff4b5a69788796a5b4c3d2e1f0";
  private static final byte[] ID = "r1".getBytes(UTF_8);
  private static final byte[] VALUE = "{\"a\":1}".getBytes(UTF_8);

  private final Signatures services = Signatures.of(KEY, List.of());

  private RecordHeaders signedBy(String by, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    services.sign(by, "topic", ID, value, headers);
    return headers;
  }

  @Test
  void saysInWhoseNameARecordIsSigned() {
    assertThat(services.signer("topic", ID, VALUE, signedBy("own desk", VALUE)))
        .contains("own desk");
    assertThat(services.signer("topic", ID, null, signedBy("own desk", null))).contains("own desk");
  }

  @Test
  void saysNobody_whereAnyPartIsAnother() {
    RecordHeaders headers = signedBy("own desk", VALUE);

    assertThat(services.signer("other", ID, VALUE, headers)).isEmpty();
    assertThat(services.signer("topic", "r2".getBytes(UTF_8), VALUE, headers)).isEmpty();
    assertThat(services.signer("topic", null, VALUE, headers)).isEmpty();
    assertThat(services.signer("topic", ID, "{\"a\":2}".getBytes(UTF_8), headers)).isEmpty();
    assertThat(services.signer("topic", ID, null, headers)).isEmpty();
    assertThat(services.signer("topic", ID, new byte[0], signedBy("own desk", null))).isEmpty();
    headers.add(Signatures.BY, "all desk".getBytes(UTF_8));
    assertThat(services.signer("topic", ID, VALUE, headers)).isEmpty();
  }

  @Test
  void noPartPassesForAnother() {
    RecordHeaders headers = new RecordHeaders();
    services.sign("c", "topic", "a".getBytes(UTF_8), "b".getBytes(UTF_8), headers);

    assertThat(services.signer("topica", new byte[0], "b".getBytes(UTF_8), headers)).isEmpty();
    assertThat(services.signer("topic", "ab".getBytes(UTF_8), new byte[0], headers)).isEmpty();
  }

  @Test
  void saysNobody_whereNothingIsSigned() {
    RecordHeaders claimed = new RecordHeaders();
    claimed.add(Signatures.BY, "all administrator".getBytes(UTF_8));

    assertThat(services.signer("topic", ID, VALUE, new RecordHeaders())).isEmpty();
    assertThat(services.signer("topic", ID, VALUE, claimed)).isEmpty();
    claimed.add(Signatures.SIGNATURE, null);
    assertThat(services.signer("topic", ID, VALUE, claimed)).isEmpty();
  }

  @Test
  void takesAKeyBefore_andSignsWithTheNew() {
    RecordHeaders old = signedBy("own desk", VALUE);
    Signatures rotated = Signatures.of(OTHER, List.of(KEY));
    RecordHeaders fresh = new RecordHeaders();
    rotated.sign("own desk", "topic", ID, VALUE, fresh);

    assertThat(rotated.signer("topic", ID, VALUE, old)).contains("own desk");
    assertThat(services.signer("topic", ID, VALUE, fresh)).isEmpty();
    assertThat(Signatures.of(OTHER, List.of()).signer("topic", ID, VALUE, old)).isEmpty();
  }

  @Test
  void signsAgain_inThePlaceOfWhatWasThere() {
    RecordHeaders headers = signedBy("own desk", VALUE);
    services.sign("all administrator", "topic", ID, VALUE, headers);

    assertThat(headers.toArray()).hasSize(2);
    assertThat(services.signer("topic", ID, VALUE, headers)).contains("all administrator");
  }

  @Test
  void followsFromTheAdministratorsToken_whereThereIsNoKey() {
    Signatures one = signatures(null, "token-of-the-administrator");
    Signatures same = signatures(" ", "token-of-the-administrator\n");
    Signatures other = signatures(null, "another-token-of-another-one");
    RecordHeaders headers = new RecordHeaders();
    one.sign("x", "topic", ID, VALUE, headers);

    assertThat(same.signer("topic", ID, VALUE, headers)).contains("x");
    assertThat(other.signer("topic", ID, VALUE, headers)).isEmpty();
    assertThat(signatures(KEY, "token").signer("topic", ID, VALUE, headers)).isEmpty();
  }

  @Test
  void refusesToStart_withoutASecretOrWithAShortOne() {
    assertThatThrownBy(() -> signatures(null, null))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("There is no barometer.signing-key");
    assertThatThrownBy(() -> signatures("short", "token-of-the-administrator"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("is shorter than 32 characters")
        .hasMessageNotContaining("short,");
  }

  private static Signatures signatures(String key, String apiToken) {
    return SignatureConfiguration.of(new SignatureProperties(key, List.of(), apiToken));
  }

  @Test
  void aSenderComesBackAsItWasWritten_andAnythingElseIsNobody() {
    for (Sender sender :
        List.of(new Sender("all of us", false), new Sender("a b", true), new Sender(null, true))) {
      assertThat(Sender.of(sender.toText())).isEqualTo(sender);
    }
    assertThat(Sender.of(Sender.UNKNOWN.toText())).isEqualTo(Sender.UNKNOWN);
    assertThat(Sender.of(null)).isEqualTo(Sender.UNKNOWN);
    assertThat(Sender.of("reporting-service")).isEqualTo(Sender.UNKNOWN);
    assertThat(new Sender("", false).mark()).isNotEqualTo(Sender.UNKNOWN.mark());
    assertThat(new Sender("a", true).mark()).isEqualTo(new Sender("a", false).mark());
  }
}
