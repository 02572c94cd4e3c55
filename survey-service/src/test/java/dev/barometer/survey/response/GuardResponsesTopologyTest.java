package dev.barometer.survey.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.survey.gate.BadInbound;
import dev.barometer.survey.gate.GateDriver;
import dev.barometer.survey.gate.GateTopology;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardResponsesTopologyTest {
  private static final String SUBMITTED = "dev.barometer.response.submitted";
  private static final String REVISED = "dev.barometer.response.revised";
  private static final String WITHDRAWN = "dev.barometer.response.withdrawn";

  private final GateDriver<Response> gate =
      new GateDriver<>(Response.class, new GuardResponsesTopology()::guardResponses);

  @AfterEach
  void close() {
    gate.close();
  }

  private void send(String type, String id, String json) {
    gate.send(id, type, "2026-11-20T09:00:00Z", json);
  }

  private static String nps(String id, int revision, int value) {
    return """
    {"responseId":"%s","revision":%d,"surveyId":"after-ticket","surveyVersion":1,
     "ticketId":"INC1","submittedAt":"2026-11-20T09:00:00Z",
     "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":%d},
                {"questionId":"why","text":"Fast"}],"context":{"team":"Mail"}}\
    """
        .formatted(id, revision, value);
  }

  private static String withdrawal(String id) {
    return "{\"responseId\":\"%s\",\"withdrawnAt\":\"2026-11-21T09:00:00Z\"}".formatted(id);
  }

  @Test
  void goesOnAfterBadRecords_andPutsThemAwayWithTheirReason() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    send(SUBMITTED, "r2", nps("r2", 1, 11));
    send(SUBMITTED, "r3", nps("r3", 1, 9).replace("\"value\":9", "\"value\":\"9\""));
    send(SUBMITTED, "r4", nps("r4", 1, 0));

    assertThat(gate.facts()).extracting(GateDriver.Written::key).containsExactly("r1", "r4");
    var letters = gate.deadLetters();
    assertThat(letters)
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("broken-contract", "unreadable");
    assertThat(letters.get(0).reason()).contains("answers[0].value");
    assertThat(letters.get(1).reason()).contains("answers[0].value");
    assertThat(gate.counts()).containsExactly(4, 2, 0, 2);
  }

  @Test
  void dropsARepeatAndWhatIsOlder() {
    send(SUBMITTED, "r1", nps("r1", 2, 9));
    send(SUBMITTED, "r1", nps("r1", 2, 9));
    send(SUBMITTED, "r1", nps("r1", 1, 3));

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.counts()).containsExactly(3, 1, 2, 0);
  }

  @Test
  void putsAwayAContradiction_theSameRevisionInOtherWords() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    send(SUBMITTED, "r1", nps("r1", 1, 3));

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("conflict");
    assertThat(gate.counts()).containsExactly(2, 1, 0, 1);
  }

  @Test
  void takesAHigherRevision() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    send(REVISED, "r1", nps("r1", 2, 3));

    var written = gate.facts();
    assertThat(written).extracting(one -> one.event().type()).containsExactly(SUBMITTED, REVISED);
    assertThat(written).extracting(one -> one.event().id()).containsExactly("r1-1", "r1-2");
    assertThat(written.get(1).fact().answers().get(0).value()).isEqualTo(3);
  }

  @Test
  void withdrawsWhateverWasSaidLast_once() {
    send(SUBMITTED, "r1", nps("r1", 4, 9));
    send(WITHDRAWN, "r1", withdrawal("r1"));
    send(WITHDRAWN, "r1", withdrawal("r1"));

    var written = gate.facts();
    assertThat(written).hasSize(2);
    Response withdrawn = written.get(1).fact();
    assertThat(withdrawn.revision()).isEqualTo(5);
    assertThat(withdrawn.withdrawnAt()).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
    assertThat(withdrawn.answers()).isEmpty();
    assertThat(withdrawn.surveyId()).isEqualTo("after-ticket");
    assertThat(withdrawn.ticketId()).isEqualTo("INC1");
    assertThat(written.get(1).event().type()).isEqualTo(WITHDRAWN);
    assertThat(gate.counts()).containsExactly(3, 2, 1, 0);
  }

  @Test
  void putsAwayAWithdrawalOfWhatWasNeverAnswered() {
    send(WITHDRAWN, "r1", withdrawal("r1"));

    assertThat(gate.facts()).isEmpty();
    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("unknown");
  }

  @Test
  void takesARevisionAfterAWithdrawal_butNotAnOlderOne() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    send(WITHDRAWN, "r1", withdrawal("r1"));
    send(REVISED, "r1", nps("r1", 2, 8));
    send(REVISED, "r1", nps("r1", 3, 8));

    assertThat(gate.facts()).extracting(one -> one.fact().revision()).containsExactly(1L, 2L, 3L);
    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("conflict");
  }

  private static final Sender DESK = new Sender("desk", false);
  private static final Sender PORTAL = new Sender("portal", false);
  private static final Sender ADMINISTRATOR = new Sender("administrator", true);

  private void sendAs(Sender sender, String type, String id, String json) {
    gate.send(Topics.INBOUND_RESPONSES, sender, id, type, "2026-11-20T09:00:00Z", json);
  }

  private List<String> kinds() {
    return gate.deadLetters().stream().map(GateDriver.DeadLetter::kind).toList();
  }

  @Test
  void whatASenderSentFirstOnlyThatOneChanges() {
    sendAs(DESK, SUBMITTED, "r1", nps("r1", 1, 9));
    sendAs(PORTAL, REVISED, "r1", nps("r1", 2, 0));
    sendAs(PORTAL, WITHDRAWN, "r1", withdrawal("r1"));
    send(WITHDRAWN, "r1", withdrawal("r1"));

    assertThat(kinds()).containsExactly("foreign", "foreign", "foreign");
    sendAs(DESK, REVISED, "r1", nps("r1", 2, 8));
    sendAs(DESK, WITHDRAWN, "r1", withdrawal("r1"));
    assertThat(gate.facts()).extracting(one -> one.fact().revision()).containsExactly(1L, 2L, 3L);
    assertThat(kinds()).isEmpty();
    assertThat(gate.acts()).isEmpty();
  }

  @Test
  void whatNobodyVouchedForChangesOnlyWhatNobodyVouchedFor() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    sendAs(DESK, REVISED, "r1", nps("r1", 2, 0));
    send(REVISED, "r1", nps("r1", 2, 8));

    assertThat(kinds()).containsExactly("foreign");
    assertThat(gate.facts()).extracting(one -> one.fact().revision()).containsExactly(1L, 2L);
  }

  @Test
  void aPlatformCannotNameItselfAnotherSender() {
    sendAs(DESK, SUBMITTED, "r1", nps("r1", 1, 9));
    RecordHeaders pretended = new RecordHeaders();
    KafkaEvents.write(pretended, "e", "/p", REVISED, Instant.parse("2026-11-20T09:00:00Z"));
    Signatures.of("ffffffffffffffffffffffffffffffff", List.of())
        .sign(
            DESK.toText(),
            Topics.INBOUND_RESPONSES,
            "r1".getBytes(UTF_8),
            nps("r1", 2, 0).getBytes(UTF_8),
            pretended);

    gate.send("r1", nps("r1", 2, 0), pretended);

    assertThat(kinds()).containsExactly("foreign");
  }

  @Test
  void aRepeatBySomebodyElseChangesNothing() {
    sendAs(DESK, SUBMITTED, "r1", nps("r1", 2, 9));
    sendAs(PORTAL, SUBMITTED, "r1", nps("r1", 2, 9));
    sendAs(PORTAL, SUBMITTED, "r1", nps("r1", 1, 3));

    assertThat(gate.counts()).containsExactly(3, 1, 2, 0);
    sendAs(DESK, REVISED, "r1", nps("r1", 3, 9));
    assertThat(gate.facts()).hasSize(2);
  }

  @Test
  void anAdministratorMay_andThatIsWrittenDown_andItStaysItsOwners() {
    sendAs(DESK, SUBMITTED, "r1", nps("r1", 1, 9));
    sendAs(ADMINISTRATOR, REVISED, "r1", nps("r1", 2, 0));
    sendAs(DESK, REVISED, "r1", nps("r1", 3, 9));
    sendAs(ADMINISTRATOR, WITHDRAWN, "r1", withdrawal("r1"));

    assertThat(gate.facts()).hasSize(4);
    List<AuditEntry> acts = gate.acts();
    assertThat(acts).extracting(AuditEntry::act).containsOnly("response.overwritten").hasSize(2);
    assertThat(acts).extracting(AuditEntry::subject).containsOnly("r1");
    assertThat(acts).extracting(AuditEntry::caller).containsOnly("administrator");
    assertThat(acts)
        .extracting(act -> act.details().get("change"))
        .containsExactly(REVISED, WITHDRAWN);
    assertThat(acts).extracting(AuditEntry::id).doesNotHaveDuplicates();
  }

  @Test
  void whatWasKeptBeforeSendersWereToldApartStaysEverybodys() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    byte[] kept = Arrays.copyOfRange(gate.kept("responses", "r1"), 17, 1_000);
    int length = gate.kept("responses", "r1").length - 17;
    gate.keep("responses", "r1", Arrays.copyOf(kept, length));

    sendAs(DESK, REVISED, "r1", nps("r1", 2, 8));
    sendAs(PORTAL, REVISED, "r1", nps("r1", 3, 7));

    assertThat(gate.facts()).extracting(one -> one.fact().revision()).containsExactly(1L, 2L, 3L);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void putsAwayARevisionThatLeavesNoRoomForTheNext() {
    String highest = nps("r1", 1, 9).replace("\"revision\":1,", "\"revision\":%d,");
    send(SUBMITTED, "r1", highest.formatted(Long.MAX_VALUE));
    send(SUBMITTED, "r1", highest.formatted(1L << 53));
    assertThat(kinds()).containsExactly("broken-contract", "broken-contract");

    send(SUBMITTED, "r1", highest.formatted((1L << 53) - 1));
    send(WITHDRAWN, "r1", withdrawal("r1"));

    assertThat(gate.facts())
        .extracting(one -> one.fact().revision())
        .containsExactly((1L << 53) - 1, 1L << 53);
  }

  @Test
  void goesOn_whateverComes() {
    String good =
        """
        {"responseId":"R1","surveyId":"after-ticket","submittedAt":"2026-11-20T08:00:00Z","answers":[{"questionId":"why","text":"Fast"}]}\
        """;
    List<BadInbound> bad = BadInbound.all("R1", "dev.barometer.response.submitted", good);

    for (BadInbound one : bad) {
      gate.send(one.key(), one.value(), one.headers());
      assertThat(gate.deadLetters())
          .as(one.name())
          .singleElement()
          .satisfies(letter -> assertThat(letter.reason()).contains(one.reason()));
    }
    gate.send("R1", "dev.barometer.response.submitted", "2026-11-20T09:00:00Z", good);

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.counts()).containsExactly(bad.size() + 1, 1, 0, bad.size());
  }

  private void eraseAnswer(Sender sender, String id) {
    gate.send(
        Topics.INBOUND_RESPONSES,
        sender,
        id,
        "dev.barometer.response.erased",
        "2026-11-21T09:00:00Z",
        "{\"responseId\":\"%s\"}".formatted(id));
  }

  @Test
  void leavesNothingOfAnAnswerThatIsErased_andErasingItAgainChangesNothing() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));
    send(SUBMITTED, "r2", nps("r2", 1, 8));

    eraseAnswer(GateTopology.ERASURE, "r1");
    eraseAnswer(GateTopology.ERASURE, "r1");

    List<String> written = gate.rawFacts();
    assertThat(written).hasSize(3);
    assertThat(written.get(2)).isNull();
    assertThat(gate.kept("responses", "r1")).hasSizeLessThan(32);
    assertThat(gate.kept("responses", "r2")).isNotNull();
    assertThat(gate.counts()).containsExactly(4, 3, 1, 0);
    send(SUBMITTED, "r1", nps("r1", 2, 9));
    assertThat(gate.rawFacts()).isEmpty();
  }

  @Test
  void erasesForNobodyElse_whateverHeMay() {
    send(SUBMITTED, "r1", nps("r1", 1, 9));

    eraseAnswer(new Sender("an administrator", true), "r1");
    gate.send("r1", "dev.barometer.response.erased", "2026-11-21T09:00:00Z", nps("r1", 2, 1));

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.deadLetters()).hasSize(2);
  }

  @Test
  void takesNothingMoreOfAPersonWhoIsErased_alsoWhereItIsReplayed() {
    String ofAna =
        nps("r1", 1, 9).replace("\"ticketId\"", "\"respondent\":{\"id\":\"ana\"},\"ticketId\"");
    send(SUBMITTED, "r1", ofAna);
    gate.erase("ana");
    eraseAnswer(GateTopology.ERASURE, "r1");

    send(SUBMITTED, "r1", ofAna);
    send(SUBMITTED, "r9", ofAna.replace("r1", "r9"));
    send(SUBMITTED, "r2", ofAna.replace("r1", "r2").replace("ana", "ben"));

    List<String> written = gate.rawFacts();
    assertThat(written).hasSize(3);
    assertThat(written.get(1)).isNull();
    assertThat(written.get(2)).contains("ben");
    assertThat(gate.deadLetters()).isEmpty();
    assertThat(gate.counts()).containsExactly(5, 3, 2, 0);
  }
}
