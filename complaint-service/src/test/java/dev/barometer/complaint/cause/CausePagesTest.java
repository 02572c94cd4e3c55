package dev.barometer.complaint.cause;

import static dev.barometer.complaint.DrawnPages.text;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.AuditFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.CaseFilter;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.SeenFixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A manager keeps the list of root causes by its pages. */
class CausePagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String CAUSES = "/desk/causes";
  private static final RootCause LATE =
      new RootCause("late", Map.of("en", "Too late", "zh-CN", "处理太晚", "ko", "처리가 늦음"), false);

  private final MovingClock clock = new MovingClock(MONDAY.plus(Duration.ofHours(1)));
  private final RootCauseRepository causes = new RootCauseRepository(DATABASE.mongo());
  private final AuditFixtures audit = new AuditFixtures();
  private final MockMvc pages =
      DrawnPages.of(
          new CausePageController(
              causes,
              new RootCausePublisher(causes, audit.log(clock)),
              new CauseCountRepository(DATABASE.mongo()),
              SeenFixtures.seen(new CaseAccess(true)),
              DrawnPages.settings(),
              clock));

  @ParameterizedTest
  @CsvSource({
    "en, Too late, 'Too late: 3', Written instead of chosen",
    "zh-CN, 处理太晚, 处理太晚: 3, 自行填写的原因",
    "ko, 처리가 늦음, '처리가 늦음: 3', 고르지 않고 직접 적은 원인"
  })
  void tellsHowManyCasesEachExplains_andLeadsToThem(
      String language, String name, String count, String written) throws Exception {
    causes.put(RootCauses.NONE, List.of(LATE));
    Desk desk = new Desk(DATABASE.mongo(), clock);
    RootCausesTest.closed(desk, "C-1", "Blue", "late");
    RootCausesTest.closed(desk, "C-2", "Blue", "TOO late");
    RootCausesTest.closed(desk, "C-3", "Red", "처리가 늦음");
    RootCausesTest.closed(desk, "C-4", "Red", "the printer & more");

    String page = text(DrawnPages.perform(pages, get(CAUSES), language));

    assertThat(page)
        .contains(name, "aria-label=\"" + count + "\"", written)
        .contains("/desk/cases?status=closed&amp;cause=late&amp;closedFrom=2026-08-18")
        .contains("cause=the%20printer%20%26%20more")
        .doesNotContain("??");
    var manager = new DeskMember(new Actor("m", "M"), Set.of(), false, true, List.of());
    CaseFilter filter = CaseFilter.ANY.onlyBecauseOf(causes.get().meant("Too Late"));
    assertThat(desk.list.newest(filter, manager, null, 10, clock.instant()).items())
        .extracting(Case::caseId)
        .containsExactlyInAnyOrder("C-1", "C-2", "C-3");
    filter = CaseFilter.ANY.onlyBecauseOf(causes.get().meant("the printer & more"));
    assertThat(desk.list.count(filter, manager, clock.instant())).isEqualTo(1);
  }

  @Test
  void addsOne_underAnIdThatOneKnowsAgain() throws Exception {
    assertThat(text(perform(get(CAUSES)))).contains("no root cause on the list yet");

    MvcResult saved = perform(save(0).param("name.en", "Café: too late").param("name.ko", "늦음"));
    perform(save(1).param("name.en", "Cafe too late"));
    perform(save(2).param("name.zh-CN", "太晚"));

    assertThat(saved.getResponse().getRedirectedUrl()).isEqualTo(CAUSES + "?done=kept");
    assertThat(causes.get().all())
        .extracting(RootCause::id)
        .containsExactly("cafe-too-late", "cafe-too-late-2", "cause");
    assertThat(causes.get().all().get(0).texts())
        .isEqualTo(Map.of("en", "Café: too late", "ko", "늦음"));
    assertThat(audit.entries()).hasSize(3);
    assertThat(text(perform(get(CAUSES + "?done=kept")))).contains("The list is saved");
  }

  @Test
  void begins_withWhatPeopleWrote() throws Exception {
    assertThat(text(perform(get(CAUSES + "/edit?name=the printer"))))
        .contains("name=\"name.en\" lang=\"en\" value=\"the printer\"");
  }

  @Test
  void renames_retires_andOffersAgain() throws Exception {
    causes.put(
        RootCauses.NONE,
        List.of(new RootCause("late", Map.of("en", "Too late", "fr", "Trop tard"), false)));
    assertThat(text(perform(get(CAUSES + "/edit?id=late")))).contains("value=\"Trop tard\"");

    perform(save(1).param("id", "late").param("name.en", "Late").param("name.fr", "Trop tard"));
    perform(retire("true", 2));

    assertThat(causes.get().all())
        .containsExactly(new RootCause("late", Map.of("en", "Late", "fr", "Trop tard"), true));
    assertThat(text(perform(get(CAUSES)))).contains("Retired", "Offer again");
    perform(retire("false", 3));
    assertThat(causes.get().offered()).hasSize(1);
  }

  @Test
  void keepsWhatWasTyped_whenSomebodyElseWasFaster() throws Exception {
    causes.put(RootCauses.NONE, List.of(LATE));
    perform(save(1).param("id", "late").param("name.en", "Theirs"));

    MvcResult refused = perform(save(1).param("id", "late").param("name.en", "Mine"));
    MvcResult notRetired = perform(retire("true", 1));

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused))
        .contains(
            "Theirs", "value=\"Mine\"", "Do it all the same", "name=\"revision\" value=\"2\"");
    assertThat(notRetired.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(notRetired)).contains("nothing was done yet");
    assertThat(causes.get().offered()).hasSize(1);

    perform(save(2).param("id", "late").param("name.en", "Mine"));

    assertThat(causes.get().all().get(0).texts()).isEqualTo(Map.of("en", "Mine"));
  }

  @Test
  void keepsWhatWasTyped_whenThereIsNoName() throws Exception {
    causes.put(RootCauses.NONE, List.of(LATE));

    MvcResult none = perform(save(1));
    MvcResult tooLong = perform(save(1).param("name.ko", "가".repeat(201)));

    assertThat(none.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(none)).contains("in one language at least");
    assertThat(text(tooLong)).contains("ko-rule", "aria-invalid=\"true\"", "가".repeat(201));
    assertThat(causes.get().all()).containsExactly(LATE);
  }

  private static MockHttpServletRequestBuilder save(long revision) {
    return post(CAUSES + "/edit").param("revision", Long.toString(revision));
  }

  private static MockHttpServletRequestBuilder retire(String retired, long revision) {
    return post(CAUSES + "/retire")
        .param("id", "late")
        .param("retired", retired)
        .param("revision", Long.toString(revision));
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return DrawnPages.perform(pages, call, "en");
  }
}
