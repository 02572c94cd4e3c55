package dev.barometer.complaint.handling;

import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;

class ComplaintControllerTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Context VPN_TEAM =
      new Context("VPN", "Group 7", null, null, null, null, null, null);

  private final CaseRepository cases = CaseFixtures.casesIn(DATABASE.mongo());
  private final MockMvc http =
      new Desk(DATABASE.mongo(), new MovingClock(MONDAY.plus(Duration.ofDays(7)))).http("Kim");

  @Test
  void showsACase() throws Exception {
    cases.put(null, openCase("C-1"));

    http.perform(get("/api/complaints/C-1"))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .json(
                    """
                    {"complaintId":"C-1","revision":1,"kind":"grievance","status":"received",
                     "severity":"normal","rule":"nps-detractor","openedAt":"2026-11-16T09:00:00Z",
                     "ticketId":"INC1","personId":"u-17",
                     "context":{"service":"Email","team":"Group 56"},
                     "evidence":[{"responseId":"r-C-1","responseRevision":1,"stands":true,
                       "rule":"nps-detractor","severity":"normal","saidAt":"2026-11-16T09:00:00Z",
                       "metric":"nps","scale":"0-10","value":3,"text":"Slow"}]}
                    """));
  }

  @Test
  void answersNotFound_whenThereIsNoSuchCase() throws Exception {
    http.perform(get("/api/complaints/C-unknown"))
        .andExpect(status().isNotFound())
        .andExpect(content().contentType("application/problem+json"))
        .andExpect(jsonPath("$.detail").value("no case C-unknown"));
  }

  @Test
  void listsTheNewestFirst_pageByPage() throws Exception {
    for (int minute = 0; minute < 5; minute++) {
      // Two of each minute, so that a page ends between cases of the same time.
      put("C-a" + minute, minute, Severity.NORMAL, EMAIL_TEAM);
      put("C-b" + minute, minute, Severity.NORMAL, EMAIL_TEAM);
    }

    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      var request = get("/api/complaints").param("limit", "3");
      String page =
          http.perform(cursor == null ? request : request.param("cursor", cursor))
              .andExpect(status().isOk())
              .andReturn()
              .getResponse()
              .getContentAsString();
      seen.addAll(JsonPath.<List<String>>read(page, "$.items[*].complaintId"));
      List<String> next = JsonPath.read(page, "$[?(@.next)].next");
      cursor = next.isEmpty() ? null : next.get(0);
    } while (cursor != null);

    assertThat(seen)
        .containsExactly(
            "C-b4", "C-a4", "C-b3", "C-a3", "C-b2", "C-a2", "C-b1", "C-a1", "C-b0", "C-a0");
  }

  @ParameterizedTest
  @CsvSource({
    "status, received, 3",
    "status, closed, 0",
    "severity, severe, 1",
    "team, Group 7, 1",
    "team, Group 56, 2",
    "service, VPN, 1",
    "kind, grievance, 3",
    "kind, complaint, 0",
    "level, manager, 0",
    "assignee, kim, 0",
    "overdue, true, 3",
    "overdue, false, 0",
    "q, c-2, 1",
    "q, INC1, 3"
  })
  void listsOnlyWhatIsAskedFor(String parameter, String value, int expected) throws Exception {
    put("C-1", 1, Severity.NORMAL, EMAIL_TEAM);
    put("C-2", 2, Severity.SEVERE, EMAIL_TEAM);
    put("C-3", 3, Severity.NORMAL, VPN_TEAM);

    http.perform(get("/api/complaints").param(parameter, value))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.items.length()").value(expected))
        .andExpect(jsonPath("$.next").doesNotExist());
  }

  @ParameterizedTest
  @CsvSource({
    "status, lost",
    "severity, SEVERE",
    "kind, wish",
    "level, boss",
    "overdue, yes",
    "cursor, first",
    "cursor, MTIz",
    "limit, 0",
    "limit, 201"
  })
  void namesTheParameter_whenItIsNotAllowed(String parameter, String value) throws Exception {
    http.perform(get("/api/complaints").param(parameter, value))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().contentType("application/problem+json"))
        .andExpect(jsonPath("$.errors[0].field").value(parameter));
  }

  @Test
  void namesTheParameter_whenItIsNoNumber() throws Exception {
    http.perform(get("/api/complaints").param("limit", "all"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("limit"))
        .andExpect(jsonPath("$.errors[0].rule").value("must be a whole number"));
  }

  private void put(String caseId, int minute, Severity severity, Context context) {
    Case open = openCase(caseId, MONDAY.plusSeconds(60L * minute), severity, context);
    assertThat(cases.put(null, open)).isPresent();
  }
}
