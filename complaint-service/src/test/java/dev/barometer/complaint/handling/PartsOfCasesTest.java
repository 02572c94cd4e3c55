package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.onTicket;
import static dev.barometer.complaint.ResponseFixtures.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockName;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.StillRunner;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases that become parts of others, parts that become cases, and what is said of them later. */
class PartsOfCasesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final DeskMember KIM = member("Kim");
  private static final DeskMember ANN = member("Ann");

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk = new Desk(DATABASE.mongo(), clock);
  private final CaseMoves moves = new CaseMoves(CaseFixtures.BOOK);
  private String id;
  private String other;

  private static DeskMember member(String name) {
    return new DeskMember(new Actor("token:" + name, name), Set.of(name), true, false, List.of());
  }

  @BeforeEach
  void openTwo() {
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-1", 1, 1), Severity.SEVERE);
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 1, 1), Severity.NORMAL);
    EvidenceFixtures.escalate(
        DATABASE.mongo(), response("r-9", 1, "INC9", "u-17", MONDAY, nps(1)), Severity.NORMAL);
    id = caseOf("r-1");
    other = caseOf("r-9");
  }

  private String caseOf(String responseId) {
    return DATABASE.mongo().findAll(CaseDocument.class).stream()
        .map(CaseDocument::current)
        .filter(
            one -> one.standing().stream().anyMatch(said -> said.responseId().equals(responseId)))
        .map(Case::caseId)
        .findFirst()
        .orElseThrow();
  }

  private Case split(String from, String... responseIds) {
    return desk.stages.split(
        from, null, KIM, new MoveRequest.Split(List.of(responseIds), "Another matter."));
  }

  private Case merge(String from, String into) {
    return desk.stages.merge(from, null, KIM, new MoveRequest.Merge(into));
  }

  private void tell() throws InterruptedException {
    StillRunner.tell(DATABASE.mongo(), desk.followers(), clock);
  }

  private Case found(String caseId) {
    return desk.cases.find(caseId).orElseThrow();
  }

  private static List<String> standing(Case shown) {
    return shown.standing().stream().map(Evidence::responseId).toList();
  }

  @Test
  void comesBack_whenAPartIsMergedIntoWhereItCameFrom() throws Exception {
    String part = split(id, "r-2").caseId();
    merge(part, id);
    tell();

    assertThat(standing(found(id))).containsExactly("r-1", "r-2");
    assertThat(standing(found(part))).isEmpty();

    Case again = split(id, "r-2");
    tell();

    assertThat(again.caseId()).isNotEqualTo(part);
    assertThat(standing(again)).containsExactly("r-2");
    assertThat(standing(found(id))).containsExactly("r-1");
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 2, 2), Severity.NORMAL);
    assertThat(found(again.caseId()).evidence().get(0).responseRevision()).isEqualTo(2);
  }

  @Test
  void isOwedAnAnswer_whenAPartComesBackThatTheAnswerWasNotAbout() throws Exception {
    act(moves.acknowledge(found(id), KIM.actor(), clock.instant(), null));
    act(
        moves.assess(
            found(id), KIM.actor(), clock.instant(), Severity.NORMAL, Case.GRIEVANCE, null));
    String part = split(id, "r-2").caseId();
    act(moves.respond(found(id), KIM.actor(), clock.instant(), "We called you.", false));
    tell();

    merge(part, id);
    tell();

    assertThat(standing(found(id))).containsExactly("r-1", "r-2");
    assertThat(found(id).status()).isEqualTo(Status.INVESTIGATING);
    assertThat(found(id).kind()).isEqualTo(Case.COMPLAINT);
  }

  @Test
  void comesBack_whenAPartGoesRoundByAnotherCase() throws Exception {
    String part = split(id, "r-2").caseId();
    merge(part, other);
    tell();
    merge(other, id);
    tell();

    assertThat(standing(found(id))).containsExactlyInAnyOrder("r-1", "r-2", "r-9");
    assertThat(standing(found(other))).isEmpty();

    Case again = split(id, "r-2");
    tell();
    desk.stages.merge(again.caseId(), null, KIM, new MoveRequest.Merge(id));
    tell();

    assertThat(standing(found(id))).containsExactlyInAnyOrder("r-1", "r-2", "r-9");
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 2, 2), Severity.NORMAL);
    tell();
    assertThat(found(id).evidenceOf("r-2").orElseThrow().responseRevision()).isEqualTo(2);
  }

  @Test
  void goesOnWithTheClocksOfWhereItCameFrom_whenItIsTakenOut() {
    act(moves.acknowledge(found(id), KIM.actor(), clock.instant(), null));
    act(moves.waitFor(found(id), KIM.actor(), clock.instant(), "customer", null));
    clock.advance(Duration.ofDays(14));

    Case part = split(id, "r-2");

    CaseClock answer = part.handling().clocks().find(ClockName.ANSWER).orElseThrow();
    assertThat(part.status()).isEqualTo(Status.ACKNOWLEDGED);
    assertThat(part.handling().history().get(0).at()).isEqualTo(clock.instant());
    assertThat(answer.used())
        .as("it stood while the customer was waited for")
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(answer.state()).isEqualTo(CaseClock.State.RUNNING);
    assertThat(part.nextStrike()).isAfter(clock.instant());
  }

  @Test
  void owesWhatWasOwed_whenAnOldOneBecomesAPartOfANewOne() throws Exception {
    clock.advance(Duration.ofDays(1));
    EvidenceFixtures.escalate(
        DATABASE.mongo(),
        response("r-8", 1, "INC8", "u-17", clock.instant(), nps(1)),
        Severity.NORMAL,
        Case.GRIEVANCE,
        clock.instant());
    String fresh = caseOf("r-8");
    CaseClock old = found(other).handling().clocks().find(ClockName.ANSWER).orElseThrow();

    merge(other, fresh);
    tell();

    CaseClock owed = found(fresh).handling().clocks().find(ClockName.ANSWER).orElseThrow();
    assertThat(owed.due()).isEqualTo(old.due());
    assertThat(owed.passed(clock.instant(), CaseFixtures.RULES.calendar()))
        .isEqualTo(old.passed(clock.instant(), CaseFixtures.RULES.calendar()));
  }

  private void act(Case next) {
    assertThat(desk.cases.put(found(next.caseId()), next)).isPresent();
  }

  @Test
  void isAComplaint_whenAComplaintBecomesAPartOfIt() throws Exception {
    act(moves.acknowledge(found(id), KIM.actor(), clock.instant(), null));
    act(
        moves.assess(
            found(id), KIM.actor(), clock.instant(), Severity.SEVERE, Case.COMPLAINT, null));

    merge(id, other);

    assertThat(found(other).kind()).isEqualTo(Case.COMPLAINT);
  }

  /** What nobody was told of a case yet, as it is followed once, before it is told. */
  private void follow(String caseId) throws InterruptedException {
    CaseDocument one =
        Objects.requireNonNull(DATABASE.mongo().findById(caseId, CaseDocument.class));
    var change = new CaseFollower.Followed(one.current(), Objects.requireNonNull(one.unsent()));
    desk.followers().forEach(follower -> follower.follow(List.of(change)));
  }

  private void goesOnWithAll(List<String> caseIds, String... responseIds) throws Exception {
    tell();
    tell();
    List<Case> open = caseIds.stream().map(this::found).filter(each -> !each.isOver()).toList();
    assertThat(open).hasSize(1);
    assertThat(standing(open.get(0))).containsExactlyInAnyOrder(responseIds);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void goesOn_whenTwoBecomePartsOfEachOtherAtTheSameTime(int first, int second) throws Exception {
    List<String> both = List.of(id, other);
    Case one = found(id);
    Case two = found(other);
    act(moves.merge(one, KIM.actor(), clock.instant(), two));
    act(moves.merge(two, ANN.actor(), clock.instant(), one));

    follow(both.get(first));
    follow(both.get(second));

    goesOnWithAll(both, "r-1", "r-2", "r-9");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 2", "0, 2, 1", "1, 0, 2", "1, 2, 0", "2, 0, 1", "2, 1, 0"})
  void goesOn_whenThreeBecomePartsOfEachOtherAtTheSameTime(int first, int second, int third)
      throws Exception {
    EvidenceFixtures.escalate(
        DATABASE.mongo(), response("r-8", 1, "INC8", "u-17", MONDAY, nps(1)), Severity.NORMAL);
    List<String> all = List.of(id, other, caseOf("r-8"));
    List<Case> before = all.stream().map(this::found).toList();
    act(moves.merge(before.get(0), KIM.actor(), clock.instant(), before.get(1)));
    act(moves.merge(before.get(1), ANN.actor(), clock.instant(), before.get(2)));
    act(moves.merge(before.get(2), ANN.actor(), clock.instant(), before.get(0)));

    follow(all.get(first));
    follow(all.get(second));
    follow(all.get(third));

    goesOnWithAll(all, "r-1", "r-2", "r-8", "r-9");
  }

  @Test
  void goesOn_whenItWasClosedWhileAnotherBecameAPartOfIt() throws Exception {
    act(moves.merge(found(id), KIM.actor(), clock.instant(), found(other)));
    act(moves.withdraw(found(other), ANN.actor(), clock.instant(), "A mistake."));
    tell();

    assertThat(found(other).isOver()).isFalse();
    assertThat(standing(found(other))).containsExactlyInAnyOrder("r-1", "r-2", "r-9");
  }

  @Test
  void goesToTheLast_whenItBecameAPartOfAnotherWhileAnotherBecameAPartOfIt() throws Exception {
    EvidenceFixtures.escalate(
        DATABASE.mongo(), response("r-8", 1, "INC8", "u-17", MONDAY, nps(1)), Severity.NORMAL);
    String last = caseOf("r-8");
    act(moves.merge(found(id), KIM.actor(), clock.instant(), found(other)));
    act(moves.merge(found(other), ANN.actor(), clock.instant(), found(last)));
    tell();
    tell();

    assertThat(standing(found(last))).containsExactlyInAnyOrder("r-1", "r-2", "r-8", "r-9");
    assertThat(standing(found(other))).isEmpty();
  }

  @Test
  void isErasedEverywhere_alsoWhereItWasTakenToAndCorrected() throws Exception {
    merge(id, other);
    tell();
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 2, 2), Severity.NORMAL);
    EvidenceFixtures.forget(DATABASE.mongo(), "r-2", clock.instant());
    tell();

    assertThat(found(id).evidenceOf("r-2").orElseThrow().isErased()).isTrue();
    assertThat(found(other).evidenceOf("r-2").orElseThrow().isErased()).isTrue();
    assertThat(found(id).personId()).isNull();
  }

  private String reviewOfTheFirst() {
    act(moves.acknowledge(found(id), KIM.actor(), clock.instant(), "Dee, we look at it."));
    act(moves.assess(found(id), KIM.actor(), clock.instant(), Severity.NORMAL, null, null));
    act(moves.respond(found(id), KIM.actor(), clock.instant(), "Sorry, Dee.", false));
    act(
        moves.close(
            found(id),
            KIM.actor(),
            clock.instant(),
            new Closing(true, null, "list not read", "called", null, "once")));
    var asked = new MoveRequest.Because("Dee is not satisfied.");
    return desk.stages.review(id, null, ANN, asked).caseId();
  }

  @Test
  void isErasedAndCorrectedInItsReview() throws Exception {
    String review = reviewOfTheFirst();
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 2, 2), Severity.NORMAL);
    tell();
    assertThat(found(review).evidenceOf("r-2").orElseThrow().responseRevision()).isEqualTo(2);

    EvidenceFixtures.forget(DATABASE.mongo(), "r-1", clock.instant());
    tell();

    assertThat(found(review).personId()).isNull();
    assertThat(found(review).evidenceOf("r-1").orElseThrow().isErased()).isTrue();
    assertThat(found(review).handling().history()).noneMatch(entry -> entry.note() != null);
  }

  @Test
  void isReviewed_whateverBecomesOfWhatWasSaid() throws Exception {
    String review = reviewOfTheFirst();

    EvidenceFixtures.takeBack(DATABASE.mongo(), onTicket("r-1", 2, 9), clock.instant());
    EvidenceFixtures.forget(DATABASE.mongo(), "r-2", clock.instant());
    tell();

    assertThat(standing(found(review))).isEmpty();
    assertThat(found(review).status()).isEqualTo(Status.RECEIVED);
  }
}
