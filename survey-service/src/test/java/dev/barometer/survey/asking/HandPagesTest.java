package dev.barometer.survey.asking;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.DrawnPages;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.asking.HandPageController.Row;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.quiet.QuietHours;
import dev.barometer.survey.trigger.AskingInstance;
import dev.barometer.survey.trigger.HandFixtures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.server.ResponseStatusException;

/** A manager asks people by hand; how the page is used is seen in a browser. */
class HandPagesTest {
  private static final String PAGE = "/campaigns/c/ask";

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final Broker audit = Broker.thatAcknowledges();
  private AskingInstance instance;
  private MockMvc pages;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance = new AskingInstance(database.mongo(), clock);
    save(byHand("link"));
    Document content = new Document();
    database.mongo().getConverter().write(SurveyFixtures.desk(), content);
    database
        .mongo()
        .save(
            new Document("_id", SurveyFixtures.desk().id())
                .append("surveyId", "desk")
                .append("version", 1)
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", content),
            "survey_versions");
    var campaigns =
        new CampaignPublisher(
            instance.bean(CampaignRepository.class),
            instance.bean(SurveyRepository.class),
            new AuditLog(audit.publisherTo(Topics.AUDIT), "survey-service", clock),
            new MockEnvironment(),
            new LinkProperties("", "http://host:8081", "", ""),
            instance.provider(Timetable.class),
            AskingInstance.usual(),
            QuietHours.of(null, true, ZoneOffset.UTC, MONDAY),
            clock);
    pages =
        DrawnPages.of(
            new HandPageController(campaigns, HandFixtures.publisher(instance, audit, clock)));
  }

  private static Campaign byHand(String channel) {
    return campaign(
        "{'campaignId':'c','surveyId':'desk','channel':'%s','trigger':{'on':'manual'}}"
            .formatted(channel));
  }

  private void save(Object one) {
    database.mongo().save(one);
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private MvcResult perform(MockHttpServletRequestBuilder call, String language) throws Exception {
    return DrawnPages.perform(pages, call, language);
  }

  private HandForm form() throws Exception {
    return (HandForm) shown(perform(get(PAGE), "en")).get("form");
  }

  private static Map<String, Object> shown(MvcResult answer) {
    return answer.getModelAndView().getModel();
  }

  private static String drawn(MvcResult answer) throws Exception {
    return DrawnPages.text(answer);
  }

  /** As the form is sent that was shown last, with these fields otherwise. */
  private MvcResult send(HandForm form, String button, String... otherwise) throws Exception {
    MockHttpServletRequestBuilder call =
        post(PAGE).param("do", button).param("key", form.key()).param("seen", form.seen());
    for (int i = 0; i < otherwise.length; i += 2) {
      call.param(otherwise[i], otherwise[i + 1]);
    }
    return perform(call, "en");
  }

  private static List<Row> rows(MvcResult answer, String which) {
    return ((List<?>) shown(answer).get(which)).stream().map(Row.class::cast).toList();
  }

  private List<InvitationDocument> invitations() {
    return database.mongo().find(new Query(), InvitationDocument.class);
  }

  @Test
  void tellsWhoWouldBeAsked_thenAsksJustThose_andNobodyTwice() throws Exception {
    save(new Person("bo", 1, MONDAY, List.of(), List.of()));
    String people = "id\temail\nana\tana@example.org\nbo\tbo@example.org";

    MvcResult looked = send(form(), "look", "people", people, "person", "cy");
    List<Person> noted = database.mongo().findAll(Person.class);
    List<InvitationDocument> before = invitations();
    HandForm seen = (HandForm) shown(looked).get("form");
    MvcResult asked = send(seen, "ask", "people", people, "person", "cy");
    MvcResult again = send(seen, "ask", "people", people, "person", "cy");

    assertThat(before).isEmpty();
    assertThat(noted).extracting(Person::id).containsExactly("bo");
    for (List<Row> rows : List.of(rows(looked, "looks"), rows(asked, "asked"))) {
      assertThat(rows)
          .extracting(Row::line, Row::person, Row::verdict, Row::decided)
          .containsExactly(
              tuple(2, "ana", "asked", false),
              tuple(3, "bo", "opted-out", false),
              tuple(0, "cy", "asked", false));
    }
    assertThat(drawn(looked))
        .contains("2 would be asked, 1 would not", "does not want to be asked")
        .doesNotContain("http://host:8081/s/", "??");
    assertThat(drawn(asked)).contains("2 asked, 1 not asked").doesNotContain("??");
    for (Row row : rows(asked, "asked")) {
      if (row.isAsked()) {
        String secret = row.link().replace("http://host:8081/s/", "");
        assertThat(instance.bean(InvitationRepository.class).findByLink(secret))
            .hasValueSatisfying(one -> assertThat(one.personId()).isEqualTo(row.person()));
        assertThat(drawn(asked)).contains("value=\"" + row.link() + "\"");
      }
    }
    assertThat(rows(again, "asked")).isEqualTo(rows(asked, "asked"));
    assertThat(invitations()).hasSize(3);
    assertThat(audit.records()).isEmpty();
  }

  @Test
  void saysOfEachBadLineWhatIsWrong_andKeepsWhatWasTyped_andAsksNobody() throws Exception {
    String mark = instance.bean(PersonMarks.class).of("gone");
    instance.bean(ErasedPeople.class).learn(new Erasure(mark, 1, MONDAY));
    String people = "ana\n\"bo\nana,b@example.org\n,c@example.org\na,b,c,d,e\ngone";

    MvcResult answer =
        send(form(), "ask", "people", people, "ticketId", "T\u00001", "context.team", "Desk");

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(((List<?>) shown(answer).get("faults")).stream().map(HandForm.Fault.class::cast))
        .extracting(HandForm.Fault::line, HandForm.Fault::field, HandForm.Fault::words)
        .containsExactlyInAnyOrder(
            tuple(2, "", "line"),
            tuple(5, "", "line"),
            tuple(0, "ticketId", "text"),
            tuple(3, "id", "id"),
            tuple(4, "id", "id"),
            tuple(6, "id", "id"));
    HandForm kept = (HandForm) shown(answer).get("form");
    assertThat(kept.people()).isEqualTo(people);
    assertThat(kept.context().team()).isEqualTo("Desk");
    assertThat(drawn(answer))
        .contains(
            "Line 3",
            "must not be named twice",
            "must not be that of somebody who was erased",
            "b@example.org")
        .doesNotContain("value=\"ask\"", "??");
    assertThat(invitations()).isEmpty();
  }

  @Test
  void asksNothingThatWasNotLookedAt() throws Exception {
    HandForm seen = (HandForm) shown(send(form(), "look", "people", "ana")).get("form");

    MvcResult more = send(seen, "ask", "people", "ana\nbo");
    MvcResult forced = send(seen, "ask", "people", "ana", "force", "true");
    MvcResult unseen = send(form(), "ask", "people", "ana");
    MvcResult tampered = send(HandForm.empty(), "ask", "people", "ana", "key", "mine");

    for (MvcResult answer : List.of(more, forced, unseen)) {
      assertThat(shown(answer)).containsEntry("changed", true).containsKey("looks");
      assertThat(drawn(answer)).contains("Something was changed after you looked");
    }
    assertThat(shown(tampered)).doesNotContainKey("asked");
    assertThat(invitations()).isEmpty();
    HandForm now = (HandForm) shown(more).get("form");
    assertThat(rows(send(now, "ask", "people", "ana\nbo"), "asked")).hasSize(2);
  }

  @Test
  void asksAlsoWhoWasAskedNotLongAgo_whereItIsForced_andWritesThatDown() throws Exception {
    HandForm first = (HandForm) shown(send(form(), "look", "people", "ana")).get("form");
    send(first, "ask", "people", "ana");

    MvcResult cooling = send(form(), "look", "people", "ana");
    MvcResult decided = send(first, "look", "people", "ana\nbo", "force", "true");
    MvcResult forced = send(form(), "look", "people", "ana", "force", "true");
    HandForm seen = (HandForm) shown(forced).get("form");
    send(seen, "ask", "people", "ana", "force", "true");

    assertThat(rows(cooling, "looks")).extracting(Row::verdict).containsExactly("cool-down");
    assertThat(rows(decided, "looks"))
        .as("by the form with which he was asked he is not asked again")
        .extracting(Row::verdict, Row::decided)
        .containsExactly(tuple("asked", true), tuple("asked", false));
    assertThat(rows(forced, "looks")).extracting(Row::verdict).containsExactly("asked");
    assertThat(invitations()).hasSize(2);
    assertThat(audit.values()).singleElement().asString().contains("invitations.forced");
  }

  @Test
  void isBoundedAsTheApiIs() throws Exception {
    String people =
        IntStream.rangeClosed(1, 501).mapToObj(i -> "p" + i).collect(Collectors.joining("\n"));

    MvcResult many = send(form(), "look", "people", people);
    MvcResult none = send(form(), "look", "people", " \n");

    for (MvcResult answer : List.of(many, none)) {
      assertThat(answer.getResponse().getStatus()).isEqualTo(422);
      assertThat(drawn(answer)).contains("Must be 1 to 500 people.");
    }
  }

  @Test
  void asksNobody_whileTheCampaignDoesNotRun_andIsNoPageOfOthers() throws Exception {
    HandForm seen = (HandForm) shown(send(form(), "look", "people", "ana")).get("form");
    save(CampaignFixtures.become(byHand("link"), Campaign.PAUSED, MONDAY));

    MvcResult paused = send(seen, "ask", "people", "ana");
    MvcResult looked = send(form(), "look", "people", "ana");
    save(
        campaign(
            "{'campaignId':'c','surveyId':'desk','channel':'link','trigger':{'on':'ticket-closed'}}"));
    MvcResult other = perform(get(PAGE), "en");

    assertThat(paused.getResponse().getStatus()).isEqualTo(409);
    assertThat(((HandForm) shown(paused).get("form")).people()).isEqualTo("ana");
    assertThat(rows(looked, "looks")).extracting(Row::verdict).containsExactly("paused");
    for (MvcResult answer : List.of(paused, looked)) {
      assertThat(drawn(answer))
          .contains("The campaign does not run")
          .doesNotContain("value=\"ask\"");
    }
    assertThat(other.getResolvedException())
        .isInstanceOfSatisfying(
            ResponseStatusException.class,
            e -> assertThat(e.getStatusCode().value()).isEqualTo(404));
    assertThat(invitations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1 asked, Nothing is sent",
    "zh-CN, 已询问 1 人, 不会发送任何内容",
    "ko, 1명에게 물음, 아무것도 보내지 않습니다"
  })
  void isDrawnInTheLanguageOfTheReader(String language, String asked, String note)
      throws Exception {
    HandForm seen = (HandForm) shown(send(form(), "look", "people", "ana")).get("form");

    MvcResult answer =
        perform(
            post(PAGE)
                .param("do", "ask")
                .param("key", seen.key())
                .param("seen", seen.seen())
                .param("people", "ana"),
            language);

    assertThat(drawn(answer)).contains(asked, note).doesNotContain("??");
    assertThat(answer.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
  }

  /** Lots are drawn by the form, so that what was looked at is what comes about. */
  @Test
  void drawsTheLotsThatWereLookedAt() throws Exception {
    save(
        campaign(
            "{'campaignId':'c','surveyId':'desk','channel':'mail','sampling':0.5,"
                + "'trigger':{'on':'manual'}}"));
    String people =
        IntStream.range(0, 100)
            .mapToObj(i -> "p" + i + ",p" + i + "@example.org")
            .collect(Collectors.joining("\n"));

    MvcResult looked = send(form(), "look", "people", people);
    clock.moveTo(Instant.parse("2026-11-23T09:30:00Z"));
    MvcResult asked = send((HandForm) shown(looked).get("form"), "ask", "people", people);

    assertThat(rows(asked, "asked"))
        .extracting(Row::person, Row::verdict)
        .isEqualTo(
            rows(looked, "looks").stream().map(row -> tuple(row.person(), row.verdict())).toList());
    assertThat(rows(looked, "looks").stream().filter(Row::isAsked).count()).isBetween(25L, 75L);
    assertThat(drawn(asked)).contains("not drawn").doesNotContain("/s/");
  }
}
