package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.onTicket;
import static dev.barometer.complaint.ResponseFixtures.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MortalMongo;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.MoveRefusedException;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What concerns two cases comes about whole, whenever who does it ends. */
class BetweenTwoWritesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final DeskMember KIM = member("Kim");
  private static final DeskMember ANN = member("Ann");
  private static final int MOST_WRITES = 8;
  private static final String KEY = "key-1";

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final CaseMoves moves = new CaseMoves(CaseFixtures.BOOK);
  private final Desk desk = new Desk(DATABASE.mongo(), clock);
  private String id;
  private String other;

  private static DeskMember member(String name) {
    return new DeskMember(new Actor("token:" + name, name), Set.of(name), true, false, List.of());
  }

  private void openTwo() {
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-1", 1, 1), Severity.SEVERE);
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 1, 1), Severity.NORMAL);
    EvidenceFixtures.escalate(
        DATABASE.mongo(), response("r-9", 1, "INC9", "u-17", MONDAY, nps(1)), Severity.NORMAL);
    id = caseOf("r-1");
    other = caseOf("r-9");
  }

  private static List<Case> all() {
    return DATABASE.mongo().findAll(CaseDocument.class).stream()
        .map(CaseDocument::current)
        .toList();
  }

  private static String caseOf(String responseId) {
    return all().stream()
        .filter(one -> one.evidenceOf(responseId).isPresent())
        .findFirst()
        .orElseThrow()
        .caseId();
  }

  private void close() {
    act(moves.acknowledge(found(id), KIM.actor(), clock.instant(), null));
    act(moves.assess(found(id), KIM.actor(), clock.instant(), Severity.NORMAL, null, null));
    act(moves.respond(found(id), KIM.actor(), clock.instant(), "Sorry.", true));
    act(
        moves.close(
            found(id), KIM.actor(), clock.instant(), new Closing(true, null, "x", "y", null, "z")));
  }

  private void act(Case next) {
    assertThat(desk.cases.put(found(next.caseId()), next)).isPresent();
  }

  private Case found(String caseId) {
    return desk.cases.find(caseId).orElseThrow();
  }

  private void perform(Desk on, String what) {
    switch (what) {
      case "merge" -> on.stages.merge(id, null, KIM, new MoveRequest.Merge(other));
      case "split" ->
          on.stages.split(id, null, KIM, new MoveRequest.Split(List.of("r-2"), "Another."));
      case "review" -> on.stages.review(id, null, ANN, new MoveRequest.Because("Not satisfied."));
      default ->
          on.stages.take(
              new HandRequest(
                  "complaint",
                  null,
                  "INC9",
                  new HandRequest.Person("u-17", null, null, null),
                  "phone",
                  "By phone.",
                  null,
                  Context.NONE),
              KEY,
              KIM);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "split", "review", "take"})
  void comesAboutOnce_whereverTheProcessEnds(String what) throws Exception {
    int ended = 0;
    for (int writes = 0; writes < MOST_WRITES; writes++) {
      DATABASE.clear();
      openTwo();
      if (what.equals("review")) {
        close();
      }
      StillRunner.tell(DATABASE.mongo(), desk.followers(), clock);
      ended += endingAfter(writes, what) ? 1 : 0;
      clock.advance(Duration.ofMinutes(1));
      StillRunner.tell(DATABASE.mongo(), desk.followers(), clock);
      sendAgain(what);
      StillRunner.tell(DATABASE.mongo(), desk.followers(), clock);

      assertThatItCameAboutOnce(what);
    }
    assertThat(ended).as("it ends in the middle").isGreaterThanOrEqualTo(2);
  }

  private boolean endingAfter(int writes, String what) {
    AtomicInteger left = new AtomicInteger(writes);
    var mortal =
        new MortalMongo(
            DATABASE.mongo(),
            () -> {
              if (left.getAndDecrement() == 0) {
                throw new MortalMongo.Killed();
              }
            },
            changed -> {});
    try {
      perform(new Desk(mortal.operations(), clock), what);
      return false;
    } catch (MortalMongo.Killed killed) {
      return true;
    }
  }

  /** As who had no answer does; where it came about, that is said. */
  private void sendAgain(String what) {
    try {
      perform(desk, what);
    } catch (MoveRefusedException | InvalidRequestException done) {
      assertThat(what).isNotEqualTo("take");
    }
  }

  private void assertThatItCameAboutOnce(String what) {
    List<Case> all = all();
    assertThat(all).hasSize(what.equals("merge") || what.equals("take") ? 2 : 3);
    List<String> standing =
        all.stream()
            .filter(one -> one.handling().stageOf() == null)
            .flatMap(one -> one.standing().stream())
            .map(Evidence::responseId)
            .toList();
    assertThat(standing).doesNotHaveDuplicates().hasSize(what.equals("take") ? 4 : 3);
    if (what.equals("merge")) {
      assertThat(found(other).standing()).hasSize(3);
      assertThat(found(other).handling().history())
          .filteredOn(entry -> entry.what().equals("merged-here"))
          .hasSize(1);
    }
    if (what.equals("review")) {
      assertThat(found(id + "-review").handling().stageOf()).isEqualTo(id);
      assertThat(found(id).handling().reviewedBy()).isEqualTo(id + "-review");
    }
    all.forEach(
        one ->
            assertThat(
                    CaseFixtures.SEALS.firstBroken(one.caseId(), one.handling().history(), 0, null))
                .isEmpty());
  }

  @Test
  void saysThatItIsAway_andWritesNothing_whileTheDatabaseIs() throws Exception {
    MongoServer server = new MongoServer(new MemoryBackend());
    var settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(server.bindAndGetConnectionString()))
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(100, TimeUnit.MILLISECONDS))
            .build();
    try (var client = MongoClients.create(settings)) {
      var mongo = MemoryDatabase.templateOf(client);
      var http = new Desk(mongo, clock).http("agent");
      server.shutdownNow();

      for (MockHttpServletRequestBuilder call :
          List.of(
              get("/api/complaints"),
              get("/api/complaints/C-1"),
              posted("/api/complaints", "{\"kind\":\"complaint\",\"text\":\"x\"}"),
              posted("/api/complaints/C-1/note", "{\"text\":\"x\"}"),
              posted("/api/complaints/C-1/merge", "{\"into\":\"C-2\"}"),
              posted("/api/complaints/C-1/split", "{\"evidence\":[\"r\"],\"reason\":\"x\"}"),
              posted("/api/complaints/C-1/review", "{\"reason\":\"x\"}"))) {
        MockHttpServletResponse answer = http.perform(call).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isNotNull();
        assertThat(answer.getContentType()).startsWith("application/problem+json");
      }
    }
  }

  private static MockHttpServletRequestBuilder posted(String path, String body) {
    return post(path).contentType("application/json").content(body);
  }
}
