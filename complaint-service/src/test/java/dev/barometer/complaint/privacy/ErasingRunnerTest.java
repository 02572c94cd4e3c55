package dev.barometer.complaint.privacy;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.person.PersonCaseRunner;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.starter.timetable.TestTimetable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Somebody whose complaints were taken down by hand goes without a trace, and the other stays. */
class ErasingRunnerTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk = new Desk(DATABASE.mongo(), clock).with("lea", "manager");
  private final TestTimetable timetable = new TestTimetable(DATABASE.mongo(), clock);
  private final PersonCaseRunner noting =
      new PersonCaseRunner(desk.people, desk.erased, desk.marks, timetable, clock);
  private final ErasureRunner hearing =
      new ErasureRunner(desk.erased, desk.people, timetable, clock);
  private final ErasingRunner erasing =
      new ErasingRunner(
          desk.cases, desk.people, desk.marks, CaseFixtures.BOOK, runner(), timetable, clock);
  private final MockMvc agent = desk.http("agent");
  private final MockMvc lea =
      desk.httpOf("lea", new PeopleController(desk.people, desk.moves, CaseFixtures.BOOK, clock));

  private String his;
  private String hers;

  private ObjectProvider<dev.barometer.complaint.publishing.PublishingRunner> runner() {
    var still = StillRunner.runner(DATABASE.mongo(), clock);
    return new ObjectProvider<>() {
      @Override
      public dev.barometer.complaint.publishing.PublishingRunner getObject() {
        return still;
      }
    };
  }

  @BeforeEach
  void takeTwoDown() throws Exception {
    his = taken("otto");
    hers = taken("bo");
    move(his, "acknowledge", "{\"message\":\"Dear otto, we look.\"}");
    move(his, "note", "{\"text\":\"otto called twice.\"}");
    tell();
  }

  private void tell() throws InterruptedException {
    List<CaseFollower> followers = new ArrayList<>(desk.followers());
    followers.add(noting);
    StillRunner.tell(DATABASE.mongo(), followers, clock);
  }

  private MockHttpServletResponse take(String person) throws Exception {
    return agent
        .perform(
            post("/api/complaints")
                .contentType("application/json")
                .content(
                    """
                    {"kind":"complaint","ticketId":"T-1","person":{"id":"%1$s","name":"%1$s Miller",
                     "email":"%1$s@example.org"},"channel":"phone","text":"%1$s was not called back"}
                    """
                        .formatted(person)))
        .andReturn()
        .getResponse();
  }

  private String taken(String person) throws Exception {
    return JsonPath.read(take(person).getContentAsString(), "$.complaintId");
  }

  private void move(String id, String move, String body) throws Exception {
    int status =
        agent
            .perform(
                post("/api/complaints/" + id + "/" + move)
                    .contentType("application/json")
                    .content(body))
            .andReturn()
            .getResponse()
            .getStatus();
    assertThat(status).as(move).isEqualTo(200);
  }

  private void erase(String person) throws Exception {
    desk.erased.learn(new Erasure(desk.marks.of(person), 1, clock.instant()));
    hearing.take(hearing.waiting());
    work();
  }

  private void work() throws Exception {
    timetable.work(erasing);
    tell();
    clock.advance(Duration.ofMinutes(2));
  }

  @Test
  void leavesNoTraceOfHim_andHerCaseAsItWas() throws Exception {
    erase("otto");
    work();
    work();

    Case gone = desk.cases.find(his).orElseThrow();
    assertThat(gone.status()).isEqualTo(Status.WITHDRAWN);
    assertThat(gone.toComplaint().evidence()).isEmpty();
    assertThat(CaseFixtures.SEALS.firstBroken(his, gone.handling().history(), 0, null))
        .as("seals still hold")
        .isEmpty();
    for (String collection : DATABASE.mongo().getCollectionNames()) {
      for (Document one : DATABASE.mongo().getCollection(collection).find()) {
        assertThat(one.toJson()).as(collection).doesNotContain("otto");
      }
    }
    Case other = desk.cases.find(hers).orElseThrow();
    assertThat(other.status()).isEqualTo(Status.RECEIVED);
    assertThat(other.personId()).isEqualTo("bo");
    assertThat(desk.people.of("otto")).isEmpty();
    assertThat(desk.people.of("bo")).containsExactly(hers);
  }

  @Test
  void changesNothingMore_whenItIsDoneAgain() throws Exception {
    erase("otto");
    long revision = desk.cases.find(his).orElseThrow().revision();

    erase("otto");
    hearing.take(java.util.Set.of(desk.marks.of("otto")));
    work();
    work();

    assertThat(desk.cases.find(his).orElseThrow().revision()).isEqualTo(revision);
    assertThat(timetable.due(PersonCaseRunner.ERASE)).isEmpty();
  }

  @Test
  void findsACaseThatWasTakenDownWhileHeWent() throws Exception {
    String late = taken("yuki");
    desk.erased.learn(new Erasure(desk.marks.of("yuki"), 1, clock.instant()));
    hearing.take(hearing.waiting());
    assertThat(timetable.due(PersonCaseRunner.ERASE)).as("nobody was told of it yet").isEmpty();

    tell();
    work();

    assertThat(desk.cases.find(late).orElseThrow().personId()).isNull();
  }

  @Test
  void takesWhatHeSaidOutOfTheCaseThatItWasTakenTo() throws Exception {
    move(his, "merge", "{\"into\":\"" + hers + "\"}");
    tell();

    erase("otto");

    Case other = desk.cases.find(hers).orElseThrow();
    assertThat(other.personId()).isEqualTo("bo");
    assertThat(other.toComplaint().evidence())
        .extracting(said -> said.text())
        .containsExactly("bo was not called back");
    assertThat(other.evidence()).hasSize(2);
  }

  @Test
  void isTakenInNoMore_onceHeIsErased() throws Exception {
    erase("otto");
    work();

    assertThat(take("otto").getStatus()).isEqualTo(409);
    assertThat(desk.people.of("otto")).isEmpty();
  }

  @Test
  void isShownToManagers_withAllThatIsHeld() throws Exception {
    assertThat(body(lea, "/api/complaints?person=otto")).contains(his).doesNotContain(hers);
    assertThat(body(lea, "/api/complaints/people/otto"))
        .contains(his, "otto called twice.", "otto@example.org")
        .doesNotContain(hers);
    assertThat(status(lea, "/api/complaints/people/nobody")).isEqualTo(404);
    assertThat(status(agent, "/api/complaints?person=otto")).isEqualTo(403);
  }

  private static String body(MockMvc who, String path) throws Exception {
    return who.perform(get(path)).andReturn().getResponse().getContentAsString(UTF_8);
  }

  private static int status(MockMvc who, String path) throws Exception {
    return who.perform(get(path)).andReturn().getResponse().getStatus();
  }
}
