package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.onTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.contract.fact.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

/** A case from a bad answer to its end, as programs move it. */
class CaseLifeTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk = new Desk(DATABASE.mongo(), clock);
  private final MockMvc agent = desk.http("agent");
  private final MockMvc lead = desk.http("lead");
  private final MockMvc other = desk.http("other-lead");

  private String id;

  @BeforeEach
  void openACase() throws Exception {
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-1", 1, 1), Severity.SEVERE);
    id =
        JsonPath.read(
            body(agent.perform(get("/api/complaints")).andReturn()), "$.items[0].complaintId");
  }

  @Test
  void isWorkedThroughToItsEnd_byTwoPeople() throws Exception {
    move(agent, "acknowledge", "{}", 200);
    move(
        agent,
        "assess",
        "{\"severity\":\"severe\",\"kind\":\"complaint\",\"note\":\"The third time.\"}",
        200);
    assertThat(state("acknowledge")).isEqualTo("met");
    assertThat(this.<String>shown("$.kind")).isEqualTo("complaint");

    move(lead, "assign", "{\"to\":\"agent\"}", 200);
    move(agent, "investigate", "{}", 200);
    clock.advance(Duration.ofHours(2));
    move(agent, "wait", "{\"for\":\"customer\",\"note\":\"When may we call?\"}", 200);
    assertThat(state("answer")).isEqualTo("paused");
    clock.advance(Duration.ofDays(7));
    move(agent, "resume", "{}", 200);
    assertThat(seconds("answer")).as("business time").isEqualTo(2 * 3_600 + 60);

    move(agent, "respond", "{\"message\":\"Sorry.\",\"formal\":false}", 422);
    move(agent, "respond", "{\"message\":\"This is what happened.\",\"formal\":true}", 200);
    move(lead, "close", "{\"accepted\":true,\"remedy\":\"called\"}", 422);
    move(
        lead,
        "close",
        """
        {"accepted":true,"rootCause":"list not read","remedy":"called back",
         "correctiveAction":{"title":"Read it hourly","owner":"lead","due":"2027-01-31"}}
        """,
        200);

    assertThat(this.<String>shown("$.status")).isEqualTo("closed");
    assertThat(this.<Boolean>shown("$.slaMet")).isTrue();
    assertThat(this.<List<String>>shown("$.history[*].what"))
        .containsExactly(
            "opened",
            "acknowledged",
            "assessed",
            "became-complaint",
            "assigned",
            "investigating",
            "waiting",
            "resumed",
            "responded",
            "closed");
    assertThat(this.<List<String>>shown("$.history[?(@.what == 'closed')].who"))
        .containsExactly("lead");
    move(agent, "respond", "{\"message\":\"x\",\"formal\":true}", 409);
  }

  @Test
  void saysWhatIsOpen_whenAMoveIsNot() throws Exception {
    MvcResult refused = move(lead, "close", "{\"accepted\":true}", 409);

    assertThat(JsonPath.<List<String>>read(body(refused), "$.open"))
        .contains("acknowledge", "assign", "note")
        .doesNotContain("close", "respond", "resume");
  }

  @Test
  void refusesAnOldRevision() throws Exception {
    move(agent, "acknowledge", "{}", 200);

    MvcResult refused =
        lead.perform(
                post("/api/complaints/" + id + "/assign")
                    .contentType("application/json")
                    .header("If-Match", "\"1\"")
                    .content("{\"to\":\"agent\"}"))
            .andReturn();

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(this.<List<String>>shown("$.history[*].what"))
        .containsExactly("opened", "acknowledged");
  }

  @Test
  void isReviewedBySomebodyElse() throws Exception {
    answerAndClose();

    MvcResult review = move(other, "review", "{\"reason\":\"Not satisfied.\"}", 201);

    String reviewId = JsonPath.read(body(review), "$.complaintId");
    assertThat(JsonPath.<String>read(body(review), "$.stageOf")).isEqualTo(id);
    assertThat(this.<String>shown("$.reviewedBy")).isEqualTo(reviewId);
    assertThat(status(agent, reviewId, "acknowledge", "{}")).isEqualTo(403);
    assertThat(status(other, reviewId, "acknowledge", "{}")).isEqualTo(200);
    move(other, "review", "{\"reason\":\"Once more.\"}", 409);
  }

  private void answerAndClose() throws Exception {
    move(agent, "acknowledge", "{}", 200);
    move(agent, "assess", "{\"severity\":\"normal\"}", 200);
    move(agent, "respond", "{\"message\":\"This is what happened.\"}", 200);
    move(
        lead,
        "close",
        "{\"accepted\":false,\"recourse\":\"ombudsman\",\"rootCause\":\"x\",\"remedy\":\"y\",\"noActionBecause\":\"z\"}",
        200);
  }

  @Test
  void isTakenDownOnce_whenTheSameRequestIsSentAgain() throws Exception {
    String first = taken("key-1");
    String again = taken("key-1");

    assertThat(again).isEqualTo(first);
    MvcResult shown = agent.perform(get("/api/complaints/" + first)).andReturn();
    assertThat(JsonPath.<String>read(body(shown), "$.status")).isEqualTo("received");
    assertThat(JsonPath.<List<Object>>read(body(shown), "$.evidence")).hasSize(1);
    assertThat(JsonPath.<String>read(body(shown), "$.customer.remedySought"))
        .isEqualTo("An apology.");
  }

  private String taken(String key) throws Exception {
    MvcResult answer =
        agent
            .perform(
                post("/api/complaints")
                    .contentType("application/json")
                    .header("Idempotency-Key", key)
                    .content(
                        """
                        {"kind":"complaint","ticketId":"T9","person":{"id":"dee"},"channel":"phone",
                         "text":"The engineer was rude.","remedySought":"An apology.",
                         "context":{"team":"Check desk"}}
                        """))
            .andReturn();
    assertThat(answer.getResponse().getStatus()).isEqualTo(201);
    return JsonPath.read(body(answer), "$.complaintId");
  }

  @Test
  void becomesAPartOfAnother_andWhatWasSaidGoesThere() throws Exception {
    String into = taken("key-2");

    MvcResult merged = move(agent, "merge", "{\"into\":\"" + into + "\"}", 200);

    assertThat(JsonPath.<String>read(body(merged), "$.status")).isEqualTo("withdrawn");
    MvcResult shown = agent.perform(get("/api/complaints/" + into)).andReturn();
    assertThat(JsonPath.<List<String>>read(body(shown), "$.evidence[*].responseId"))
        .hasSize(2)
        .contains("r-1");
    assertThat(JsonPath.<List<String>>read(body(shown), "$.history[*].what"))
        .containsExactly("opened", "merged-here", "joined");
    move(agent, "reopen", "{\"reason\":\"x\"}", 409);
  }

  @Test
  void isSplit_whenSomeOfItIsAnotherMatter() throws Exception {
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-2", 1, 3), Severity.NORMAL);

    MvcResult split =
        move(agent, "split", "{\"evidence\":[\"r-2\"],\"reason\":\"the printer\"}", 201);

    assertThat(JsonPath.<List<String>>read(body(split), "$.evidence[*].responseId"))
        .containsExactly("r-2");
    assertThat(desk.cases.find(id).orElseThrow().toComplaint().evidence()).hasSize(1);
    Response revised = onTicket("r-2", 2, 5);
    EvidenceFixtures.escalate(DATABASE.mongo(), revised, Severity.NORMAL);
    String splitId = JsonPath.read(body(split), "$.complaintId");
    assertThat(desk.cases.find(splitId).orElseThrow().evidence().get(0).responseRevision())
        .isEqualTo(2);
  }

  private MvcResult move(MockMvc who, String move, String content, int expected) throws Exception {
    MvcResult answer =
        who.perform(
                post("/api/complaints/" + id + "/" + move)
                    .contentType("application/json")
                    .content(content))
            .andReturn();
    assertThat(answer.getResponse().getStatus()).as(move + " " + body(answer)).isEqualTo(expected);
    return answer;
  }

  private static int status(MockMvc who, String caseId, String move, String content)
      throws Exception {
    return who.perform(
            post("/api/complaints/" + caseId + "/" + move)
                .contentType("application/json")
                .content(content))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  private String state(String name) throws Exception {
    return this.<List<String>>shown("$.clocks[?(@.name == '" + name + "')].state").get(0);
  }

  private int seconds(String name) throws Exception {
    return this.<List<Integer>>shown("$.clocks[?(@.name == '" + name + "')].businessSeconds")
        .get(0);
  }

  private <T> T shown(String path) throws Exception {
    return JsonPath.read(body(agent.perform(get("/api/complaints/" + id)).andReturn()), path);
  }

  private static String body(MvcResult answer) throws Exception {
    return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }
}
