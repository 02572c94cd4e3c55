package dev.barometer.complaint.escalation;

import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.onTicket;
import static dev.barometer.complaint.ResponseFixtures.response;
import static dev.barometer.complaint.ResponseFixtures.responseWithNps;
import static dev.barometer.complaint.ResponseFixtures.saying;
import static dev.barometer.complaint.ResponseFixtures.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class EvidenceRepositoryTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final EscalationPolicy policy = new EscalationPolicy(RuleList.DEFAULT);
  private final EvidenceRepository cases = EvidenceFixtures.evidence(DATABASE.mongo());

  @Test
  void opensACase_whenAResponseEscalates() {
    Outcome outcome = apply(saying(responseWithNps(2), "Slow"));

    Case opened = onlyCase();
    assertThat(outcome).isEqualTo(Outcome.changed(opened.caseId()));
    assertThat(opened.caseId()).matches("C-[0-9a-f]{32}");
    assertThat(withoutHandling(opened.toComplaint()))
        .isEqualTo(
            new Complaint(
                opened.caseId(),
                1,
                "grievance",
                "received",
                "severe",
                "nps-detractor",
                MONDAY,
                null,
                null,
                null,
                List.of(new Complaint.Evidence("r-1", MONDAY, "nps", "0-10", 2, "Slow")),
                EMAIL_TEAM,
                null,
                null));
    assertThat(Rules.check(opened.toComplaint(), MONDAY)).isEmpty();
    assertThat(unsent()).containsExactly(CaseEvent.of(null, opened));
    assertThat(unsent().get(0).type()).isEqualTo("dev.barometer.complaint.opened");
    assertThat(unsent().get(0).eventId()).isEqualTo(opened.caseId() + "-1");
  }

  @Test
  void opensNoCase_whenAResponseDoesNotEscalate() {
    assertThat(apply(responseWithNps(9))).isEqualTo(Outcome.NOTHING);

    assertThat(all()).isEmpty();
  }

  @Test
  void opensNoSecondCase_whenTheResponseIsReadTwice() {
    apply(responseWithNps(2));
    Outcome again = apply(responseWithNps(2));

    assertThat(again).isEqualTo(Outcome.REPEAT);
    assertThat(onlyCase().revision()).isEqualTo(1);
    assertThat(unsent()).hasSize(1);
  }

  @Test
  void joinsTheOpenCase_whenTicketAndPersonAreTheSame() {
    apply(onTicket("r-1", 1, 5));
    apply(onTicket("r-2", 1, 1));
    apply(onTicket("r-2", 1, 1));

    Case joined = onlyCase();
    assertThat(joined.revision()).isEqualTo(2);
    assertThat(joined.severity()).isEqualTo(Severity.SEVERE);
    assertThat(joined.evidence()).extracting(Evidence::responseId).containsExactly("r-1", "r-2");
    assertThat(unsent()).extracting(CaseEvent::revision).containsExactly(1L, 2L);
  }

  @Test
  void opensACaseEach_whenThePersonIsUnknown() {
    apply(response("r-1", 1, "INC1", null, MONDAY, nps(1)));
    apply(response("r-2", 1, "INC1", null, MONDAY, nps(1)));

    assertThat(all()).hasSize(2);
  }

  @Test
  void keepsTheTimeOfTheEarliestAnswer_whicheverIsReadFirst() {
    apply(response("r-2", 1, "INC1", "u-17", MONDAY.plusSeconds(60), nps(1)));
    apply(response("r-1", 1, "INC1", "u-17", MONDAY, nps(1)));

    assertThat(onlyCase().openedAt()).isEqualTo(MONDAY);
  }

  @Test
  void withdrawsTheCase_whenItsOnlyResponseIsWithdrawn() {
    apply(onTicket("r-1", 1, 1));
    apply(withdrawn(onTicket("r-1", 1, 1), 2));
    apply(withdrawn(onTicket("r-1", 1, 1), 2));

    Case withdrawn = onlyCase();
    assertThat(withdrawn.status()).isEqualTo(Status.WITHDRAWN);
    assertThat(withdrawn.revision()).isEqualTo(2);
    assertThat(withdrawn.evidence()).extracting(Evidence::stands).containsExactly(false);
    assertThat(withdrawn.toComplaint().evidence()).isEmpty();
    assertThat(Rules.check(withdrawn.toComplaint(), MONDAY)).isEmpty();
    assertThat(unsent())
        .extracting(CaseEvent::type)
        .containsExactly("dev.barometer.complaint.opened", "dev.barometer.complaint.withdrawn");
  }

  @Test
  void keepsTheCaseOpen_whenOnlyOneOfItsResponsesIsWithdrawn() {
    apply(onTicket("r-1", 1, 1));
    apply(onTicket("r-2", 1, 5));
    apply(withdrawn(onTicket("r-1", 1, 1), 2));

    assertThat(onlyCase().status()).isEqualTo(Status.RECEIVED);
    assertThat(onlyCase().severity()).isEqualTo(Severity.NORMAL);
    assertThat(onlyCase().toComplaint().evidence())
        .extracting(Complaint.Evidence::responseId)
        .containsExactly("r-2");
  }

  @Test
  void correctsTheEvidence_whenTheAnswerIsRevised() {
    apply(onTicket("r-1", 1, 1));
    apply(onTicket("r-1", 2, 5));

    Case corrected = onlyCase();
    assertThat(corrected.severity()).isEqualTo(Severity.NORMAL);
    assertThat(corrected.evidence()).hasSize(1);
    assertThat(corrected.evidence().get(0).responseRevision()).isEqualTo(2);
    assertThat(corrected.evidence().get(0).said().value()).isEqualTo(5);
  }

  @Test
  void opensTheSameCaseAgain_whenAnAnswerTurnsBadOnceMore() {
    apply(onTicket("r-1", 1, 1));
    apply(onTicket("r-1", 2, 9));
    apply(onTicket("r-1", 3, 2));

    assertThat(onlyCase().status()).isEqualTo(Status.RECEIVED);
    assertThat(unsent())
        .extracting(CaseEvent::type)
        .containsExactly(
            "dev.barometer.complaint.opened",
            "dev.barometer.complaint.withdrawn",
            "dev.barometer.complaint.reopened");
  }

  @Test
  void changesNothing_whenAnOlderRevisionComesAfterANewerOne() {
    apply(onTicket("r-1", 2, 5));
    Outcome older = apply(onTicket("r-1", 1, 0));

    assertThat(older).isEqualTo(Outcome.REPEAT);
    assertThat(onlyCase().severity()).isEqualTo(Severity.NORMAL);
    assertThat(onlyCase().revision()).isEqualTo(1);
  }

  @Test
  void opensNoCase_whenTheBadAnswerComesAfterItsGoodRevision() {
    apply(onTicket("r-1", 2, 9));

    assertThat(apply(onTicket("r-1", 1, 0))).isEqualTo(Outcome.REPEAT);
    assertThat(all()).isEmpty();
  }

  @Test
  void keepsTheResponseInItsCase_whenARevisionNamesAnotherTicket() {
    apply(response("r-1", 1, null, "u-17", MONDAY, nps(1)));
    apply(response("r-1", 2, "INC1", "u-17", MONDAY, nps(1)));

    assertThat(onlyCase().revision()).isEqualTo(2);
  }

  @Test
  void opensTheNextCase_whenTheFirstOfTheMatterIsClosed() {
    apply(onTicket("r-1", 1, 1));
    close();
    apply(onTicket("r-1", 1, 1));
    apply(onTicket("r-2", 1, 1));
    apply(onTicket("r-2", 1, 1));

    String first = CaseIds.firstOf(onTicket("r-1", 1, 1));
    assertThat(all()).extracting(Case::caseId).containsExactlyInAnyOrder(first, first + ".2");
    assertThat(all()).extracting(opened -> opened.evidence().size()).containsExactly(1, 1);
  }

  @Test
  void leavesAClosedCaseClosed_whenItsAnswerIsWithdrawn() {
    apply(onTicket("r-1", 1, 1));
    close();
    apply(withdrawn(onTicket("r-1", 1, 1), 2));

    assertThat(onlyCase().status()).isEqualTo(Status.CLOSED);
    assertThat(onlyCase().evidence().get(0).stands()).isFalse();
  }

  @Test
  void opensTheNextCase_whenACaseHoldsAllItCan() {
    IntStream.range(0, 21).forEach(i -> apply(onTicket("r-" + i, 1, 1)));

    assertThat(all())
        .extracting(opened -> opened.evidence().size())
        .containsExactlyInAnyOrder(20, 1);
  }

  @Test
  void forgetsWordsAndPerson_whenTheResponseIsErased() {
    apply(saying(onTicket("r-1", 1, 1), "My name is Zoe"));

    Outcome erased = cases.forget("r-1", MONDAY, MONDAY);
    Outcome again = cases.forget("r-1", MONDAY, MONDAY);

    assertThat(erased).isEqualTo(Outcome.changed(onlyCase().caseId()));
    assertThat(again).isEqualTo(Outcome.REPEAT);
    assertThat(onlyCase().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(onlyCase().personId()).isNull();
    assertThat(onlyCase().toString()).doesNotContain("Zoe", "u-17");
    assertThat(apply(onTicket("r-1", 1, 1))).isEqualTo(Outcome.REPEAT);
  }

  @Test
  void forgetsNothing_whenTheErasedResponseNeverEscalated() {
    apply(responseWithNps(9));

    assertThat(cases.forget("r-1", MONDAY, MONDAY)).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void findsTheCaseAgain_whenTheProcessDiedBeforeItRememberedWhere() {
    apply(onTicket("r-1", 1, 1));
    DATABASE.mongo().remove(new Query(), ProcessedResponse.class);

    assertThat(apply(onTicket("r-1", 1, 1))).isEqualTo(Outcome.REPEAT);
    assertThat(onlyCase().revision()).isEqualTo(1);
  }

  /** As the version before wrote it, when the record was called otherwise. */
  @Test
  void knowsWhatWasProcessedUnderItsFormerName() {
    DATABASE
        .mongo()
        .getCollection("heard")
        .insertOne(new Document("_id", "r-1").append("revision", 3L));

    assertThat(apply(onTicket("r-1", 2, 1))).isEqualTo(Outcome.REPEAT);
  }

  @Test
  void opensTheCaseAgain_whenTheDatabaseLostItButNotWhereItWas() {
    apply(onTicket("r-1", 1, 1));
    DATABASE.mongo().remove(new Query(), CaseDocument.class);

    apply(onTicket("r-1", 1, 1));

    assertThat(onlyCase().revision()).isEqualTo(1);
  }

  @Test
  void losesNoEvidence_whenInstancesRace() throws Exception {
    var instances = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Outcome>> readings =
          IntStream.range(0, 40)
              .<Callable<Outcome>>mapToObj(i -> () -> apply(onTicket("r-" + i % 10, 1, 1)))
              .toList();
      for (var done : instances.invokeAll(readings)) {
        done.get();
      }
    } finally {
      instances.shutdown();
    }

    assertThat(onlyCase().evidence()).hasSize(10);
    assertThat(onlyCase().revision()).isEqualTo(10);
    assertThat(unsent())
        .extracting(CaseEvent::revision)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  private static Complaint withoutHandling(Complaint all) {
    return new Complaint(
        all.complaintId(),
        all.revision(),
        all.kind(),
        all.status(),
        all.severity(),
        all.rule(),
        all.openedAt(),
        all.closedAt(),
        all.ticketId(),
        all.person(),
        all.evidence(),
        all.context(),
        all.slaMet(),
        all.escalated());
  }

  private Outcome apply(Response response) {
    Instant at = response.submittedAt();
    return cases.apply(response, policy.verdictOn(response).orElse(null), at, at);
  }

  private static void close() {
    DATABASE
        .mongo()
        .updateFirst(
            new Query(), Update.update("current.status", Status.CLOSED), CaseDocument.class);
  }

  private static List<Case> all() {
    return DATABASE.mongo().findAll(CaseDocument.class).stream()
        .map(CaseDocument::current)
        .toList();
  }

  private static Case onlyCase() {
    assertThat(all()).hasSize(1);
    return all().get(0);
  }

  private static List<CaseEvent> unsent() {
    CaseDocument document = DATABASE.mongo().findAll(CaseDocument.class).get(0);
    return Objects.requireNonNull(document.unsent());
  }
}
