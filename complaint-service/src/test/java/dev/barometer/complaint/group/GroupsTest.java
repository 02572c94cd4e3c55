package dev.barometer.complaint.group;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.handling.SeenFixtures;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.timetable.TestTimetable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Customers with the same problem are found, and answered at once, each on his own record. */
class GroupsTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String GROUPS = "/api/complaint-groups";
  private static final Instant NOW = MONDAY.plus(Duration.ofHours(6));
  private static final Actor ANN = new Actor("ann", "Ann");

  private final MovingClock clock = new MovingClock(NOW);
  private final Desk desk =
      new Desk(DATABASE.mongo(), clock)
          .with("ann", "agent", "Blue")
          .with("lea", "manager")
          .with("bo", "agent");
  private final TestTimetable timetable = new TestTimetable(DATABASE.mongo(), clock);
  private final ManyAnswerRepository answers = new ManyAnswerRepository(DATABASE.mongo());
  private final CaseMoves rules = new CaseMoves(CaseFixtures.BOOK);
  private final ManyAnswerPublisher publisher =
      new ManyAnswerPublisher(answers, desk.moves, rules, timetable, clock);
  private final MockMvc lea = desk.httpOf("lea", controller());
  private final MockMvc ann = desk.httpOf("ann", controller());

  private GroupController controller() {
    var settings = new GroupProperties(Duration.ofDays(30), Duration.ofDays(7), 5, 2);
    return new GroupController(
        new GroupReader(
            new GroupRepository(DATABASE.mongo()),
            SeenFixtures.seen(new CaseAccess(true)),
            desk.moves,
            settings,
            clock),
        publisher);
  }

  private Case opened(String id, Instant at, String service, String team, String text) {
    var context = new Context(service, team, "Max", null, null, null, null, null);
    var said = new Complaint.Evidence("r-" + id, at, "nps", "0-10", 1, text);
    var evidence =
        new Evidence(1, true, "nps-detractor", Severity.NORMAL, Case.GRIEVANCE, context, said);
    Case open =
        new Opening(id, "T-" + id, "p-" + id, evidence, Actor.BAROMETER, at, false)
            .open(CaseFixtures.RULES);
    return desk.cases.put(null, open).orElseThrow();
  }

  private void assess(Case here) {
    Case next = rules.acknowledge(here, ANN, NOW, null);
    next = rules.assess(next, ANN, NOW, Severity.NORMAL, Case.GRIEVANCE, null);
    assertThat(desk.cases.put(here, next)).isPresent();
  }

  private void withdraw(Case here) {
    assertThat(desk.cases.put(here, rules.withdraw(here, ANN, NOW, "a mistake"))).isPresent();
  }

  @Test
  void areCounted_inAPeriodAndTheOneBefore() throws Exception {
    Instant before = NOW.minus(Duration.ofDays(10));
    for (int i = 0; i < 6; i++) {
      opened("C-mail-" + i, NOW.minus(Duration.ofHours(i + 1)), "Mail", "Blue", "x");
    }
    opened("C-mail-before", before, "Mail", "Blue", "x");
    opened("C-mail-old", NOW.minus(Duration.ofDays(90)), "Mail", "Blue", "x");
    withdraw(opened("C-mail-gone", NOW.minus(Duration.ofHours(2)), "Mail", "Blue", "x"));
    opened("C-print", NOW.minus(Duration.ofHours(3)), "Print", "Red", "x");
    opened("C-later", NOW.plus(Duration.ofHours(3)), "Print", "Red", "x");

    String from = NOW.minus(Duration.ofDays(7)).toString();
    String body = body(lea, GROUPS + "?by=service&from=" + from);

    assertThat(JsonPath.<List<Map<String, Object>>>read(body, "$.items"))
        .extracting(
            one -> one.get("value"),
            one -> one.get("cases"),
            one -> one.get("open"),
            one -> one.get("before"),
            one -> one.get("grows"))
        .containsExactly(tuple("Mail", 6, 8, 1, true), tuple("Print", 1, 1, 0, false));
    assertThat(JsonPath.<String>read(body, "$.items[0].newest"))
        .isEqualTo(NOW.minus(Duration.ofHours(1)).toString());
    assertThat(body(ann, GROUPS + "?by=service&from=" + from))
        .contains("Mail")
        .doesNotContain("Print");
    String page = body(lea, GROUPS + "?by=service&limit=1");
    assertThat(page).contains("Mail").doesNotContain("Print");
    assertThat(body(lea, GROUPS + "?by=service&limit=1&cursor=" + JsonPath.read(page, "$.next")))
        .contains("Print")
        .doesNotContain("Mail", "next");
  }

  @Test
  void areShownByAgent_toManagersAlone() throws Exception {
    opened("C-1", NOW.minus(Duration.ofHours(1)), "Mail", null, "x");

    assertThat(body(lea, GROUPS + "?by=agent")).contains("\"value\":\"Max\"");
    assertThat(get(ann, GROUPS + "?by=agent").getStatus()).isEqualTo(403);
    assertThat(get(lea, GROUPS + "?by=colour").getStatus()).isEqualTo(422);
  }

  @Test
  void haveAThemeInEachLanguage_whereACoupleOfThemSayIt() throws Exception {
    for (int i = 0; i < 3; i++) {
      Instant at = NOW.minus(Duration.ofHours(i + 1));
      opened("C-en-" + i, at, "A", null, "The printer of floor " + i + " jams");
      opened("C-zh-" + i, at, "B", null, i + "号打印机坏了");
      opened("C-ko-" + i, at, "C", null, List.of("프린터가", "프린터는", "프린터를").get(i) + " 고장");
    }
    opened("C-other", NOW.minus(Duration.ofHours(1)), "D", null, "Nobody called back");

    String body = body(lea, GROUPS + "?by=theme");

    assertThat(JsonPath.<List<String>>read(body, "$.items[*].value"))
        .contains("printer", "打印", "프린터")
        .doesNotContain("nobody", "back");
    assertThat(JsonPath.<List<Integer>>read(body, "$.items[?(@.value == '프린터')].cases"))
        .containsExactly(3);
  }

  @Test
  void areAnsweredAtOnce_eachOnItsOwnRecord() throws Exception {
    assess(opened("C-1", NOW.minusSeconds(60), "Mail", "Blue", "x"));
    opened("C-2", NOW.minusSeconds(60), "Mail", "Blue", "x");
    assess(opened("C-3", NOW.minusSeconds(60), "Mail", "Red", "x"));

    String body = many(ann, "k-1", "C-1", "C-2", "C-3", "C-4").getContentAsString();

    assertThat(JsonPath.<List<String>>read(body, "$.items[*].outcome"))
        .containsExactly("responded", "refused", "refused", "refused");
    assertThat(JsonPath.<List<String>>read(body, "$.items[1].open")).contains("acknowledge");
    assertThat(JsonPath.<String>read(body, "$.items[2].reason")).isEqualTo("no case C-3");
    assertThat(JsonPath.<Boolean>read(body, "$.done")).isTrue();
    assertThat(history("C-1")).containsExactly("opened", "acknowledged", "assessed", "responded");
    assertThat(history("C-3")).containsExactly("opened", "acknowledged", "assessed");

    assertThat(many(ann, "k-1", "C-1", "C-2", "C-3", "C-4").getContentAsString()).isEqualTo(body);
    assertThat(many(ann, "k-1", "C-1").getStatus()).isEqualTo(409);
    assertThat(history("C-1")).hasSize(4);
    String id = JsonPath.read(body, "$.answerId");
    assertThat(get(ann, GROUPS + "/answers/" + id).getStatus()).isEqualTo(200);
    assertThat(get(lea, GROUPS + "/answers/" + id).getStatus()).isEqualTo(404);
    assertThat(answers.find(id).orElseThrow().message()).isNull();
  }

  @Test
  void areAnsweredOnce_whenSomebodyDiesInTheMiddle() throws Exception {
    assess(opened("C-1", NOW.minusSeconds(60), "Mail", "Blue", "x"));
    assess(opened("C-2", NOW.minusSeconds(60), "Mail", "Blue", "x"));
    var member = dev.barometer.complaint.handling.SeenFixtures.member("ann", List.of("Blue"));
    ManyAnswer begun =
        publisher.begin(
            ManyAnswer.Kind.ANSWER,
            new ManyRequest(List.of("C-1", "C-2"), "We are sorry.", false),
            "k-2",
            member);
    // Answered, and dead before it was noted.
    Map<String, String> details = Map.of("many", begun.id());
    desk.moves.move(
        "C-1",
        null,
        member,
        (here, by, at) -> rules.respond(here, by, at, "We are sorry.", false, details));

    clock.advance(Duration.ofMinutes(2));
    timetable.work(new GroupConfiguration().finishManyAnswers(publisher));

    assertThat(answers.find(begun.id()).orElseThrow().inOrder())
        .containsExactly(ManyAnswer.Outcome.responded("C-1"), ManyAnswer.Outcome.responded("C-2"));
    assertThat(history("C-1")).containsOnlyOnce("responded");
    assertThat(history("C-2")).containsOnlyOnce("responded");
    clock.advance(Duration.ofDays(31));
    timetable.work(new GroupConfiguration().forgetManyAnswers(publisher));
    assertThat(answers.find(begun.id())).isEmpty();
  }

  @Test
  void areRefusedAltogether_whereNothingOrTooMuchIsAsked() throws Exception {
    assertThat(many(ann, "k-3").getStatus()).isEqualTo(422);
    String[] tooMany = new String[201];
    for (int i = 0; i < tooMany.length; i++) {
      tooMany[i] = "C-" + i;
    }
    assertThat(many(ann, "k-4", tooMany).getStatus()).isEqualTo(422);
  }

  private MockHttpServletResponse many(MockMvc who, String key, String... ids) throws Exception {
    String list = ids.length == 0 ? "" : "\"" + String.join("\",\"", ids) + "\"";
    return who.perform(
            post(GROUPS + "/answers")
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .content(
                    "{\"complaints\":[" + list + "],\"message\":\"So it was.\",\"formal\":true}"))
        .andReturn()
        .getResponse();
  }

  private List<String> history(String id) {
    return desk.cases.find(id).orElseThrow().handling().history().stream()
        .map(entry -> entry.what())
        .toList();
  }

  private static MockHttpServletResponse get(MockMvc who, String path) throws Exception {
    return who.perform(
            org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(path))
        .andReturn()
        .getResponse();
  }

  private static String body(MockMvc who, String path) throws Exception {
    return get(who, path).getContentAsString(StandardCharsets.UTF_8);
  }
}
