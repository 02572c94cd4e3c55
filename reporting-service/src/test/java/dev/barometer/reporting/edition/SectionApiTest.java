package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.GivenDesk.ID;
import static dev.barometer.reporting.edition.GivenDesk.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.web.ProblemAdvice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Tickets and comments of a report, from collection to a new edition, as those who call see it. */
class SectionApiTest {
  private static final String ONE = "/api/reports/" + ID;
  private static final String SLA = "$.sections[?(@.section=='sla')]";
  private static final String FAULTS = "$.sections[?(@.section=='faults')]";
  private static final String SATISFACTION = "$.sections[?(@.section=='satisfaction')]";

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final GivenDesk desk =
      new GivenDesk(database.operations(), new MovingClock(EditionFixtures.KNOWN));
  private MockMvc api;

  @BeforeEach
  void begin() {
    signIn("ann");
    open(desk.sections());
    desk.tickets(
        ticket("INC1", 10, 5, false, "3 - Moderate"),
        ticket("INC2", 20, 90, false, "1 - Critical"),
        ticket("INC3", 30, 1, true, "1 - Critical"),
        ticket("INC4", 40, 2, true, "2 - High"));
    desk.says("r1", 1, "Fast, and friendly.");
    desk.says("r2", 1, "Slow at night.");
    desk.says("r3", 1, "No remarks.");
  }

  private void open(SectionPublisher sections) {
    api =
        MockMvcBuilders.standaloneSetup(
                new ReportController(desk.publisher(), sections, desk.editions, id -> List.of()))
            .setControllerAdvice(new ProblemAdvice())
            .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
            .build();
  }

  private static void signIn(String id) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            Callers.authenticated(new Caller("staff:" + id, id, Role.MANAGER, id, List.of())));
  }

  @AfterEach
  void close() {
    SecurityContextHolder.clearContext();
    database.close();
  }

  private ResultActions write(String section, String body) throws Exception {
    return api.perform(
        put(ONE + "/sections/" + section).contentType(MediaType.APPLICATION_JSON).content(body));
  }

  private ResultActions does(String id, String move, String body) throws Exception {
    return api.perform(
        post("/api/reports/" + id + "/" + move)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }

  private void publish() throws Exception {
    does(ID, "submit", "").andExpect(status().isOk());
    signIn("bo");
    does(ID, "approve", "").andExpect(status().isOk());
    does(ID, "publish", "").andExpect(status().isOk());
  }

  @Test
  void whatMissedItsSlaIsListed_explained_sealed_andToldInANewEdition() throws Exception {
    desk.draft();
    api.perform(get(ONE))
        .andExpect(jsonPath(SLA + ".tickets.count").value(contains(2)))
        .andExpect(jsonPath(SLA + ".tickets.items[*].ticketId").value(contains("INC2", "INC1")))
        .andExpect(jsonPath(SLA + ".tickets.items[0].priority").value(contains("1 - Critical")))
        .andExpect(jsonPath(SLA + ".tickets.items[0].type").value(contains("incident")))
        .andExpect(jsonPath(SLA + ".tickets.items[0].seconds").value(contains(90 * 3600)))
        .andExpect(jsonPath(SLA + ".tickets.items[1].seconds").value(contains(5 * 3600)));

    write(
            "sla",
            """
            {"text":"Two of four.","notes":[
              {"item":"INC2","cause":"Nobody on call.","measure":"A rota since June."}]}
            """)
        .andExpect(status().isOk())
        .andExpect(jsonPath(SLA + ".notes[0].ticket.seconds").value(contains(90 * 3600)))
        .andExpect(jsonPath(SLA + ".notes[0].cause").value(contains("Nobody on call.")));
    write("sla", "{\"text\":\"Two of four, both at night.\"}")
        .andExpect(jsonPath(SLA + ".notes[0].measure").value(contains("A rota since June.")));
    publish();
    desk.tickets(ticket("INC2", 20, 90, false, "1 - Critical").withRevision(2));
    does(ID, "verify", "{\"against\":\"inputs\"}").andExpect(jsonPath("$.equal").value(true));
    does(ID, "verify", "{\"against\":\"log\"}").andExpect(jsonPath("$.equal").value(true));

    desk.tickets(ticket("INC1", 10, 5, true, "3 - Moderate").withRevision(2));
    does(ID, "verify", "{\"against\":\"log\"}")
        .andExpect(jsonPath("$.equal").value(false))
        .andExpect(
            jsonPath("$.differences[?(@.section=='sla')].metric")
                .value(containsInAnyOrder("missed", "ticket")))
        .andExpect(jsonPath("$.differences[?(@.metric=='ticket')].of").value(contains("INC1")));
    write("sla", "{\"notes\":[]}").andExpect(status().isConflict());

    String next =
        JsonPath.read(
            does(ID, "editions", "{\"reason\":\"INC1 was in time.\"}")
                .andReturn()
                .getResponse()
                .getContentAsString(),
            "$.reportId");
    desk.collected(next);
    api.perform(
            put("/api/reports/" + next + "/sections/sla")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"notes\":[{\"item\":\"INC2\",\"cause\":\"The pager failed.\"}]}"))
        .andExpect(jsonPath(SLA + ".tickets.count").value(contains(1)))
        .andExpect(
            jsonPath("$.changes[?(@.metric=='note')].was")
                .value(contains("Nobody on call.\nA rota since June.")))
        .andExpect(
            jsonPath("$.changes[?(@.metric=='note')].is").value(contains("The pager failed.")));
  }

  @Test
  void majorIncidentsAreChosen_alsoOnesThatAreNoneByTheirPriority() throws Exception {
    desk.draft();
    api.perform(get(ONE))
        .andExpect(jsonPath(FAULTS + ".tickets.items[*].ticketId").value(contains("INC2", "INC3")))
        .andExpect(jsonPath(FAULTS + ".notes").isEmpty());

    write(
            "faults",
            """
            {"notes":[{"item":"INC4","cause":"A switch died.","effect":"No mail for an hour.",
                       "prevention":"Two switches."},{"item":"INC2"}]}
            """)
        .andExpect(status().isOk())
        .andExpect(jsonPath(FAULTS + ".text").value(contains("")))
        .andExpect(jsonPath(FAULTS + ".notes[*].item").value(contains("INC4", "INC2")))
        .andExpect(jsonPath(FAULTS + ".notes[0].prevention").value(contains("Two switches.")))
        .andExpect(jsonPath(FAULTS + ".notes[0].ticket.priority").value(contains("2 - High")));
    publish();

    desk.tickets(ticket("INC4", 40, 3, true, "2 - High").withRevision(2));
    does(ID, "verify", "{\"against\":\"inputs\"}").andExpect(jsonPath("$.equal").value(true));
    does(ID, "verify", "{\"against\":\"log\"}")
        .andExpect(jsonPath("$.differences[*].of").value(contains("INC4")))
        .andExpect(jsonPath("$.differences[*].was.seconds").value(contains(2 * 3600)))
        .andExpect(jsonPath("$.differences[*].is.seconds").value(contains(3 * 3600)));
  }

  @Test
  void commentsAreChosen_andStandAsTheyStoodThen() throws Exception {
    desk.draft();
    write("satisfaction", "{\"comments\":[\"r2\",\"r1\"]}")
        .andExpect(status().isOk())
        .andExpect(
            jsonPath(SATISFACTION + ".comments[*].text")
                .value(contains("Slow at night.", "Fast, and friendly.")));

    desk.says("r2", 2, "Slow at night, and rude.");
    write("satisfaction", "{\"comments\":[\"r2\"]}")
        .andExpect(jsonPath(SATISFACTION + ".comments[*].text").value(contains("Slow at night.")));
    publish();

    api.perform(get(ONE))
        .andExpect(jsonPath(SATISFACTION + ".comments[*].text").value(contains("Slow at night.")));
    does(ID, "verify", "{\"against\":\"inputs\"}").andExpect(jsonPath("$.equal").value(true));
  }

  @Test
  void anAgentsWorkIsToldAsAShareOfTheTeams() throws Exception {
    desk.draft();

    api.perform(get(ONE))
        .andExpect(jsonPath("$.sections[?(@.section=='volume')].shares[0].agent").value("Ann"))
        .andExpect(jsonPath("$.sections[?(@.section=='volume')].shares[0].n").value(4))
        .andExpect(jsonPath("$.sections[?(@.section=='volume')].shares[0].of").value(8))
        .andExpect(jsonPath("$.sections[?(@.section=='volume')].shares[0].percent").value(50.0))
        .andExpect(jsonPath(SLA + ".shares").isEmpty());

    for (int more = 0; more < 5; more++) {
      desk.tickets(ticket("LATE" + more, 60, 1, true, "3"));
    }
    assertThat(Share.of(desk.collectedAnew().contents().get(Section.VOLUME.ordinal())))
        .as("9 of 8, of two readings")
        .isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsNamed_andChangesNothing() throws Exception {
    desk.draft();
    desk.says("far", 1, "Elsewhere.");

    write(
            "sla",
            """
            {"notes":[{"item":"INC4","cause":"x"},{"item":"INC1","cause":"%s","effect":"x"},
                      {"item":"INC1","cause":"x"},{"cause":"x"},
                      {"item":"INC2","measure":"x","action":"A-9"}]}
            """
                .formatted("x".repeat(Note.LONGEST_TEXT + 1)))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            jsonPath("$.errors[*].field")
                .value(
                    containsInAnyOrder(
                        "notes[0].item",
                        "notes[1].effect",
                        "notes[1].cause",
                        "notes[2].item",
                        "notes[3].item",
                        "notes[4].action")));
    write("faults", "{\"notes\":[{\"item\":\"INC2\",\"measure\":\"x\"}]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("notes[0].measure")));
    write("overview", "{\"notes\":[{\"item\":\"INC2\"}]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("notes")));
    write("sla", "{\"comments\":[\"r1\"]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("comments")));
    write("satisfaction", "{\"comments\":[\"r1\",\"none\"]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("comments[1]")));
    write("satisfaction", "{\"comments\":[\"r1\",\"r1\"]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("comments[1]")));
    write("sla", "{}").andExpect(jsonPath("$.errors[*].field").value(contains("text")));
    assertThat(desk.publisher().find(ID).revision()).isEqualTo(2);
    api.perform(
            put(ONE + "/sections/sla")
                .contentType(MediaType.APPLICATION_JSON)
                .header("If-Match", "\"1\"")
                .content("{\"notes\":[]}"))
        .andExpect(status().isPreconditionFailed());
  }

  @Test
  void noCommentIsChosen_whereTooFewWrote_orNoneIsEverShown() throws Exception {
    desk.draft();
    open(desk.sections(desk.hiddenComments()));
    write("satisfaction", "{\"comments\":[\"r1\"]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("comments[0]")));

    open(desk.sections());
    desk.erases("r3");
    write("satisfaction", "{\"comments\":[\"r1\"]}")
        .andExpect(jsonPath("$.errors[*].field").value(contains("comments[0]")));
  }
}
