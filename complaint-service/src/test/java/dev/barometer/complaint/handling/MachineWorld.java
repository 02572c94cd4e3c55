package dev.barometer.complaint.handling;

import static dev.barometer.complaint.CaseFixtures.RULES;
import static dev.barometer.complaint.CaseFixtures.SEALS;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.desk.DrawnDesk;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.test.web.servlet.MockMvc;

/** Some cases, what is known of each, and what must be true of all after whatever happens. */
final class MachineWorld {
  /** Of two teams; the third tickets are about Kim. */
  private static final List<Context> CONTEXTS =
      List.of(context("Group 56", null), context("Group 7", null), context("Group 56", "kim"));

  final MovingClock clock = new MovingClock(MONDAY);
  final Desk desk;
  final DrawnDesk pages;
  final Map<String, MachineModel> models = new TreeMap<>();
  private final MongoOperations mongo;
  private final Map<String, MockMvc> calls = new HashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private final List<Integer> tickets = new ArrayList<>();
  private final Map<String, Case> before = new HashMap<>();
  private final Map<String, Complaint> told = new HashMap<>();

  MachineWorld(MongoOperations mongo) {
    this.mongo = mongo;
    desk =
        new Desk(mongo, clock)
            .with("agent-56", "agent", "Group 56")
            .with("agent-7", "agent", "Group 7")
            .with("Kim", "agent", "Group 56")
            .with("lead-56", "manager", "Group 56")
            .with("boss", "manager");
    pages = new DrawnDesk(mongo, clock);
  }

  Caller caller(String who) {
    return Callers.of(desk.staff.find(who).orElseThrow());
  }

  MockMvc http(String who) {
    return calls.computeIfAbsent(who, desk::httpOf);
  }

  private static Context context(String team, String agent) {
    return new Context("Email", team, agent, null, null, null, null, null);
  }

  List<String> ids() {
    return List.copyOf(models.keySet());
  }

  List<String> said() {
    return List.copyOf(new TreeMap<>(revisions).keySet());
  }

  Case found(String id) {
    return desk.cases.find(id).orElseThrow();
  }

  /** A bad answer about a ticket, new or said before. */
  void say(int ticket, boolean formal) {
    String responseId = "r-" + revisions.size();
    tickets.add(ticket);
    revisions.put(responseId, 1L);
    EvidenceFixtures.escalate(
        mongo,
        answer(responseId, ticket),
        Severity.NORMAL,
        formal ? Case.COMPLAINT : Case.GRIEVANCE,
        clock.instant());
    Case home = homeOf(responseId);
    MachineModel model = models.get(home.caseId());
    if (model == null) {
      model = learn(home);
    } else {
      assertThat(model.isSettled()).as("a settled case stays as it was").isFalse();
      model.joined(responseId);
    }
    model.formal |= formal;
  }

  void correct(String responseId, boolean formal, boolean bad) {
    Case home = homeOf(responseId);
    boolean isErased = home.evidenceOf(responseId).orElseThrow().isErased();
    revisions.merge(responseId, 1L, Long::sum);
    Response response = answer(responseId, tickets.get(numberOf(responseId)));
    MachineModel model = models.get(home.caseId());
    if (bad) {
      EvidenceFixtures.escalate(
          mongo,
          response,
          Severity.SEVERE,
          formal ? Case.COMPLAINT : Case.GRIEVANCE,
          clock.instant());
      model.formal |= formal && !model.isSettled();
      model.corrected(responseId);
    } else if (!isErased) {
      EvidenceFixtures.takeBack(mongo, response, clock.instant());
      model.gone(responseId);
    }
  }

  void erase(String responseId) {
    Case home = homeOf(responseId);
    boolean isErased = home.evidenceOf(responseId).orElseThrow().isErased();
    EvidenceFixtures.forget(mongo, responseId, clock.instant());
    if (!isErased) { // Who reopened it since has opened it.
      models.get(home.caseId()).gone(responseId);
    }
    for (Case each : all()) {
      each.evidenceOf(responseId)
          .ifPresent(entry -> assertThat(isCopy(each) || entry.isErased()).isTrue());
    }
  }

  private static boolean isCopy(Case each) {
    return each.handling().stageOf() != null;
  }

  /** Whose clocks struck, without anybody doing something. */
  void strike() {
    for (Case each : all()) {
      Case struck = each.struck(clock.instant(), RULES);
      if (!struck.equals(each)) {
        assertThat(desk.cases.put(each, struck)).isPresent();
      }
    }
  }

  private Response answer(String responseId, int ticket) {
    return response(
            responseId, revisions.get(responseId), "INC" + ticket, "u-1", clock.instant(), nps(1))
        .toBuilder()
        .context(CONTEXTS.get(ticket))
        .build();
  }

  private static int numberOf(String responseId) {
    return Integer.parseInt(responseId.substring(2));
  }

  private Case homeOf(String responseId) {
    return all().stream()
        .filter(each -> !isCopy(each) || each.handling().moved().isEmpty())
        .filter(each -> each.handling().stageOf() == null)
        .filter(each -> each.evidenceOf(responseId).isPresent())
        .filter(each -> each.movedTo(responseId).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  List<Case> all() {
    return mongo.findAll(CaseDocument.class).stream().map(CaseDocument::current).toList();
  }

  /** A case that is new. */
  MachineModel learn(Case opened) {
    MachineModel model = new MachineModel();
    model.formal = opened.kind().equals(Case.COMPLAINT);
    model.isReview = opened.handling().stageOf() != null;
    model.acknowledged = opened.handling().acknowledged();
    model.status = model.acknowledged ? "acknowledged" : "received";
    opened.standing().forEach(one -> model.standing.add(one.responseId()));
    models.put(opened.caseId(), model);
    return model;
  }

  /** Tells the others, and looks at everything. */
  void check() {
    try {
      StillRunner.tell(
          mongo,
          desk.followers(),
          clock,
          record -> {
            Complaint now = (Complaint) record.value();
            Complaint last = told.put(now.complaintId(), now);
            assertThat(last == null || last.revision() < now.revision()).isTrue();
          });
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (Case each : all()) {
      check(each, models.get(each.caseId()));
      assertThat(told.get(each.caseId())).as("what the others know").isEqualTo(each.toComplaint());
      before.put(each.caseId(), each);
    }
  }

  private void check(Case now, MachineModel model) {
    assertThat(model).as("a case that somebody opened: %s", now.caseId()).isNotNull();
    Case was = before.get(now.caseId());
    assertThat(now.status().label())
        .as("%s %s %s", now.caseId(), now.evidence(), now.handling().history())
        .isEqualTo(model.status);
    assertThat(now.handling().waitingFor() != null).isEqualTo(model.waiting);
    if (!model.isReview) {
      assertThat(now.standing().stream().map(Evidence::responseId))
          .containsExactlyInAnyOrderElementsOf(model.standing);
    }
    assertThat(now.kind().equals(Case.COMPLAINT) || !model.formal).isTrue();
    model.formal = now.kind().equals(Case.COMPLAINT);
    if (model.status.equals("closed")) {
      Closing closing = Optional.ofNullable(now.handling().closing()).orElseThrow();
      assertThat(closing.rootCause()).isNotBlank();
      boolean isErased =
          now.handling().history().stream().anyMatch(entry -> entry.what().equals("erased"));
      assertThat(!closing.remedy().isBlank() || isErased)
          .as("what was written of a person goes only with him")
          .isTrue();
      assertThat(closing.correctiveAction() != null || closing.noActionBecause() != null).isTrue();
    }
    checkHistory(now, was);
    checkClocks(now, was);
  }

  private static void checkHistory(Case now, Case was) {
    List<Entry> history = now.handling().history();
    Instant last = Instant.MIN;
    for (int i = 0; i < history.size(); i++) {
      Entry entry = history.get(i);
      assertThat(entry.number()).isEqualTo(i + 1);
      assertThat(entry.at()).isAfterOrEqualTo(last);
      last = entry.at();
      if (was != null && i < was.handling().history().size()) {
        Entry earlier = was.handling().history().get(i);
        assertThat(entry.seal()).isEqualTo(earlier.seal());
        assertThat(entry.note()).isIn(earlier.note(), null);
      }
    }
    assertThat(was == null || history.size() >= was.handling().history().size()).isTrue();
    assertThat(SEALS.firstBroken(now.caseId(), history, history.size(), lastSeal(history)))
        .isEmpty();
    long breaches = history.stream().filter(entry -> entry.what().equals("breached")).count();
    long levels = history.stream().filter(entry -> entry.what().equals("escalated")).count();
    if (was != null && now.handling().history().get(0).details().get("splitFrom") == null) {
      assertThat(levels).isEqualTo(Math.min(breaches, 2));
    }
  }

  private static String lastSeal(List<Entry> history) {
    return history.get(history.size() - 1).seal();
  }

  private void checkClocks(Case now, Case was) {
    assertThat(now.handling().clocks().all()).hasSize(4);
    for (CaseClock clock : now.handling().clocks().all()) {
      CaseClock earlier =
          was == null ? clock : was.handling().clocks().find(clock.name()).orElseThrow();
      Duration passed = clock.passed(this.clock.instant(), RULES.calendar());
      assertThat(passed)
          .as("%s of %s", clock.name(), now.caseId())
          .isGreaterThanOrEqualTo(earlier.used());
      assertThat(earlier.breachedAt() == null || earlier.breachedAt().equals(clock.breachedAt()))
          .isTrue();
      assertThat(!earlier.warned() || clock.warned()).isTrue();
      if (earlier.isDone() && !clock.isDone()) {
        assertThat(tail(now, was))
            .as("owed again")
            .containsAnyOf("reopened", "joined", "corrected");
      }
      if (model(now).waiting || now.isOver()) {
        assertThat(clock.isRunning()).isFalse();
      } else if (!clock.isDone()) {
        assertThat(clock.isRunning()).as("%s of %s", clock.name(), now.status()).isTrue();
      }
    }
  }

  private MachineModel model(Case now) {
    return models.get(now.caseId());
  }

  private static List<String> tail(Case now, Case was) {
    List<Entry> history = now.handling().history();
    return history.subList(was.handling().history().size(), history.size()).stream()
        .map(Entry::what)
        .toList();
  }
}
