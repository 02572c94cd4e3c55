package dev.barometer.complaint.escalation;

import static dev.barometer.complaint.CaseFixtures.BOOK;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.onTicket;
import static dev.barometer.complaint.ResponseFixtures.rated;
import static dev.barometer.complaint.ResponseFixtures.response;
import static dev.barometer.complaint.ResponseFixtures.text;
import static dev.barometer.complaint.ResponseFixtures.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.What;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody is asked without end: what is said of how a case was handled opens none. */
class RecheckRepositoryTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Actor AGENT = new Actor("token:agent", "agent");
  private static final Instant LATER = MONDAY.plusSeconds(90_000);

  private final CaseRepository cases = CaseFixtures.casesIn(DATABASE.mongo());
  private final CaseMoves moves = new CaseMoves(BOOK);
  private final RecheckRepository rechecks = new RecheckRepository(cases, BOOK);

  private static Response answer(String id, long revision, int satisfaction) {
    return response(
            id, revision, "INC1", "u-17", LATER, rated("csat", "5", satisfaction), text("So so"))
        .toBuilder()
        .campaignId("after-complaint")
        .build();
  }

  /** The case of ticket INC1 and person u-17, closed so long after it was opened. */
  private Case closed(String responseId, int seconds) {
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket(responseId, 1, 3), Severity.NORMAL);
    Case open =
        DATABASE.mongo().findAll(CaseDocument.class).stream()
            .map(CaseDocument::current)
            .filter(one -> one.evidenceOf(responseId).isPresent())
            .findFirst()
            .orElseThrow();
    Case known = put(open, moves.acknowledge(open, AGENT, MONDAY, null));
    Case judged =
        put(known, moves.assess(known, AGENT, MONDAY, Severity.NORMAL, known.kind(), null));
    Case answered = put(judged, moves.respond(judged, AGENT, MONDAY, "Sorry.", true));
    Closing closing = new Closing(true, null, "a list", "called", null, "it was one day only");
    return put(answered, moves.close(answered, AGENT, MONDAY.plusSeconds(seconds), closing));
  }

  private Case put(Case before, Case next) {
    return cases.put(before, next).orElseThrow();
  }

  private static List<Map<String, String>> noted(Case here) {
    return here.handling().history().stream()
        .filter(entry -> entry.what().equals(What.RECHECKED))
        .map(Entry::details)
        .toList();
  }

  @Test
  void isNotedInTheCase_whichStaysAsItIs_andOpensNone() {
    Case before = closed("r-1", 60);

    Outcome outcome = rechecks.apply(answer("r-2", 1, 1), LATER);

    Case after = cases.find(before.caseId()).orElseThrow();
    assertThat(outcome).isEqualTo(Outcome.changed(before.caseId()));
    assertThat(noted(after))
        .containsExactly(
            Map.of(
                "responseId", "r-2",
                "responseRevision", "1",
                "scale", "5",
                "value", "1",
                "satisfied", "negative"));
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(after.closedAt()).isEqualTo(before.closedAt());
    assertThat(after.handling().clocks()).isEqualTo(before.handling().clocks());
    assertThat(after.standing()).isEqualTo(before.standing());
    assertThat(after.lastChange().type()).isEqualTo("dev.barometer.complaint.updated");
    assertThat(DATABASE.mongo().findAll(CaseDocument.class)).hasSize(1);
  }

  @Test
  void isNotedOnce_andOnceMoreWhereItIsChanged() {
    String id = closed("r-1", 60).caseId();

    rechecks.apply(answer("r-2", 1, 1), LATER);
    assertThat(rechecks.apply(answer("r-2", 1, 1), LATER)).isEqualTo(Outcome.REPEAT);
    rechecks.apply(answer("r-2", 2, 5), LATER);
    assertThat(rechecks.apply(answer("r-2", 1, 1), LATER)).isEqualTo(Outcome.REPEAT);

    assertThat(noted(cases.find(id).orElseThrow()))
        .extracting(details -> details.get("satisfied"))
        .containsExactly("negative", "positive");
  }

  @Test
  void isNotedWhereTheMatterWasClosedLast() {
    Case first = closed("r-1", 60);
    Case second = closed("r-3", 70);
    assertThat(second.caseId()).isEqualTo(first.caseId() + ".2");

    rechecks.apply(answer("r-2", 1, 3), LATER.plusSeconds(1));

    assertThat(noted(cases.find(first.caseId()).orElseThrow())).isEmpty();
    assertThat(noted(cases.find(second.caseId()).orElseThrow())).hasSize(1);
  }

  @Test
  void isNothing_whereNoCaseIsClosed_whereItSaysNothingOfIt_orWasTakenBack() {
    assertThat(rechecks.apply(answer("r-2", 1, 1), LATER)).isEqualTo(Outcome.NOTHING);
    String id = closed("r-1", 60).caseId();

    Response takenBack = withdrawn(answer("r-2", 1, 1), 2);
    Response elsewhere = response("r-4", 1, "INC1", "u-17", LATER, nps(0));

    assertThat(rechecks.apply(takenBack, LATER)).isEqualTo(Outcome.NOTHING);
    assertThat(rechecks.apply(elsewhere, LATER)).isEqualTo(Outcome.NOTHING);
    assertThat(noted(cases.find(id).orElseThrow())).isEmpty();
  }
}
