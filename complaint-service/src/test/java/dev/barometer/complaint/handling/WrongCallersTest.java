package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.contract.fact.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Every move of everybody who may not, by ids that he guessed. */
class WrongCallersTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  /** Each complete, so that nothing but who asks is wrong with it. */
  private static final Map<String, String> MOVES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("acknowledge", "{}"),
              Map.entry("assess", "{\"severity\":\"severe\",\"kind\":\"complaint\"}"),
              Map.entry("assign", "{\"to\":\"agent\"}"),
              Map.entry("note", "{\"text\":\"x\"}"),
              Map.entry("message", "{\"message\":\"x\"}"),
              Map.entry("investigate", "{}"),
              Map.entry("wait", "{\"for\":\"customer\"}"),
              Map.entry("resume", "{}"),
              Map.entry("respond", "{\"message\":\"x\",\"formal\":true}"),
              Map.entry(
                  "close",
                  "{\"accepted\":true,\"rootCause\":\"x\",\"remedy\":\"y\",\"noActionBecause\":\"z\"}"),
              Map.entry("withdraw", "{\"reason\":\"x\"}"),
              Map.entry("reopen", "{\"reason\":\"x\"}"),
              Map.entry("merge", "{\"into\":\"INTO\"}"),
              Map.entry("split", "{\"evidence\":[\"r-1\"],\"reason\":\"x\"}"),
              Map.entry("review", "{\"reason\":\"x\"}")));

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk =
      new Desk(DATABASE.mongo(), clock)
          .with("a-17", "agent", "Group 7")
          .with("kim.lee", "agent", "Group 56")
          .with("lead-7", "manager", "Group 7")
          .with("boss", "manager");

  private String id;
  private String into;

  @BeforeEach
  void openTwoAboutKim() {
    say("r-1", "INC1", "KIM.LEE");
    say("r-2", "INC1", "KIM.LEE");
    say("r-3", "INC2", "KIM.LEE");
    List<Case> all = all();
    into =
        all.stream().filter(one -> one.evidence().size() == 1).findFirst().orElseThrow().caseId();
    id = all.stream().filter(one -> one.evidence().size() == 2).findFirst().orElseThrow().caseId();
  }

  private static void say(String responseId, String ticket, String agent) {
    var context = new Context("Email", "Group 56", agent, null, null, null, null, null);
    EvidenceFixtures.escalate(
        DATABASE.mongo(),
        response(responseId, 1, ticket, "u-1", MONDAY, nps(1)).toBuilder().context(context).build(),
        Severity.NORMAL);
  }

  private static List<Case> all() {
    return DATABASE.mongo().findAll(CaseDocument.class).stream()
        .map(CaseDocument::current)
        .toList();
  }

  private static List<Document> written() {
    List<Document> all = new ArrayList<>();
    for (String name : new String[] {"cases", "heard"}) {
      DATABASE.mongo().getCollection(name).find().into(all);
    }
    return all;
  }

  private void assertThatNothingIsOpenTo(MockMvc who, String caseId, Set<Integer> expected)
      throws Exception {
    List<Document> before = written();
    for (Map.Entry<String, String> move : MOVES.entrySet()) {
      for (String ifMatch :
          List.of("*", "\"" + desk.cases.find(caseId).orElseThrow().revision() + "\"")) {
        MockHttpServletResponse answer =
            who.perform(
                    post("/api/complaints/" + caseId + "/" + move.getKey())
                        .contentType("application/json")
                        .header("If-Match", ifMatch)
                        .content(move.getValue().replace("INTO", into)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(move.getKey()).isIn(expected);
        assertThat(answer.getContentAsString()).doesNotContain("Nobody called", "INC1", "u-1");
      }
    }
    assertThat(written()).as("nothing is written").isEqualTo(before);
  }

  private void assertThatItIsNotThere(MockMvc who) throws Exception {
    assertThatNothingIsOpenTo(who, id, Set.of(404));
    assertThat(get(who, "/api/complaints/" + id).getStatus()).isEqualTo(404);
    assertThat(get(who, "/api/complaints/" + id).getContentAsString())
        .isEqualTo(
            get(who, "/api/complaints/C-nothing").getContentAsString().replace("C-nothing", id));
    String list = get(who, "/api/complaints").getContentAsString();
    assertThat(JsonPath.<List<Object>>read(list, "$.items")).isEmpty();
    String first = get(desk.httpOf("boss"), "/api/complaints?limit=1").getContentAsString();
    String cursor = JsonPath.read(first, "$.next");
    String rest = get(who, "/api/complaints?limit=1&cursor=" + cursor).getContentAsString();
    assertThat(JsonPath.<List<Object>>read(rest, "$.items")).isEmpty();
  }

  private static MockHttpServletResponse get(MockMvc who, String path) throws Exception {
    return who.perform(
            org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(path))
        .andReturn()
        .getResponse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-17", "lead-7"})
  void isNotThere_forAnotherTeam(String who) throws Exception {
    assertThatItIsNotThere(desk.httpOf(who));
  }

  @Test
  void isNotThere_forWhoWasRated_byStaffIdInOtherLetters() throws Exception {
    assertThatItIsNotThere(desk.httpOf("kim.lee"));
  }

  @Test
  void isNotThere_forWhoWasRated_byTheNameOfAToken() throws Exception {
    assertThatItIsNotThere(desk.http("Kim.Lee"));
  }

  @Test
  void isNotThere_forWhoWasRated_alsoWhereItIsHis() throws Exception {
    move(desk.httpOf("boss"), id, "assign", "{\"to\":\"kim.lee\"}", 200);
    move(desk.httpOf("boss"), into, "assign", "{\"to\":\"kim.lee\"}", 200);

    assertThatItIsNotThere(desk.httpOf("kim.lee"));
  }

  @Test
  void isNotThere_forWhoWasRatedByALaterAnswerOnly() throws Exception {
    DATABASE.clear();
    say("r-1", "INC1", "somebody");
    say("r-2", "INC1", "kim.lee");
    say("r-3", "INC2", "kim.lee");
    into = caseOf("r-3");
    id = caseOf("r-1");

    assertThatItIsNotThere(desk.httpOf("kim.lee"));
  }

  @Test
  void isNotThere_forWhoIsWrittenWithLettersBeyondAscii() throws Exception {
    DATABASE.clear();
    say("r-1", "INC1", "JÖRG");
    say("r-2", "INC1", "JÖRG");
    say("r-3", "INC2", "JÖRG");
    into = caseOf("r-3");
    id = caseOf("r-1");
    desk.with("jörg", "agent", "Group 56");

    assertThatItIsNotThere(desk.httpOf("jörg"));
  }

  private static String caseOf(String responseId) {
    return all().stream()
        .filter(one -> one.evidenceOf(responseId).isPresent())
        .findFirst()
        .orElseThrow()
        .caseId();
  }

  @Test
  void cannotBecomeAPartOfWhatTheCallerDoesNotSee() throws Exception {
    var mine = new Context("Email", "Group 7", null, null, null, null, null, null);
    EvidenceFixtures.escalate(
        DATABASE.mongo(),
        response("r-7", 1, "INC7", "u-7", MONDAY, nps(1)).toBuilder().context(mine).build(),
        Severity.NORMAL);
    List<Document> before = written();

    move(desk.httpOf("a-17"), caseOf("r-7"), "merge", "{\"into\":\"" + id + "\"}", 404);

    assertThat(written()).isEqualTo(before);
  }

  @Test
  void joinsNothing_whenWhoTakesItDownDoesNotSeeTheCaseOfTheTicket() throws Exception {
    for (int i = 0; i < 2; i++) {
      MockHttpServletResponse answer =
          desk.httpOf("a-17")
              .perform(
                  post("/api/complaints")
                      .contentType("application/json")
                      .header("Idempotency-Key", "k")
                      .content(
                          "{\"kind\":\"complaint\",\"ticketId\":\"INC1\",\"person\":{\"id\":\"u-1\"},"
                              + "\"text\":\"By phone.\",\"context\":{\"team\":\"Group 56\"}}"))
              .andReturn()
              .getResponse();
      assertThat(answer.getStatus()).isEqualTo(201);
      assertThat(answer.getContentAsString()).doesNotContain("Nobody called");
    }
    assertThat(desk.cases.find(id).orElseThrow().evidence()).hasSize(2);
    assertThat(all()).hasSize(3);
  }

  @Test
  void isForSomebodyElse_whenItIsAReview() throws Exception {
    MockMvc agent = desk.http("agent");
    move(agent, id, "acknowledge", "{}", 200);
    move(desk.http("lead"), id, "assess", "{\"severity\":\"normal\"}", 200);
    move(desk.http("lead"), id, "respond", "{\"message\":\"Sorry.\"}", 200);
    move(desk.httpOf("boss"), id, "assign", "{\"to\":\"other-lead\"}", 200);
    move(desk.httpOf("boss"), id, "close", MOVES.get("close"), 200);
    desk.with("free", "agent", "Group 56");
    String review =
        JsonPath.read(
            move(desk.httpOf("free"), id, "review", "{\"reason\":\"x\"}", 201), "$.complaintId");

    for (String hand : List.of("agent", "lead", "other-lead")) {
      assertThatNothingIsOpenTo(desk.http(hand), review, Set.of(403));
    }
    assertThatNothingIsOpenTo(desk.httpOf("boss"), review, Set.of(403));
    move(desk.httpOf("free"), review, "assign", "{\"to\":\"agent\"}", 422);
    move(desk.httpOf("free"), review, "assign", "{\"to\":\"free\"}", 200);
    move(desk.httpOf("free"), review, "acknowledge", "{}", 200);
  }

  @Test
  void isGivenToNobodyWhoLeft() throws Exception {
    desk.staff.learn(
        new dev.barometer.contract.access.StaffMember(
            "gone", 1, "gone", null, null, "agent", List.of(), false, Instant.EPOCH, null));

    move(desk.httpOf("boss"), id, "assign", "{\"to\":\"gone\"}", 422);

    assertThat(desk.members.find("gone")).isEmpty();
    assertThat(desk.members.find("boss").orElseThrow().actor())
        .isEqualTo(new Actor("staff:boss", "boss"));
  }

  private String move(MockMvc who, String caseId, String move, String body, int expected)
      throws Exception {
    MockHttpServletResponse answer =
        who.perform(
                post("/api/complaints/" + caseId + "/" + move)
                    .contentType("application/json")
                    .content(body))
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(expected);
    return answer.getContentAsString();
  }
}
