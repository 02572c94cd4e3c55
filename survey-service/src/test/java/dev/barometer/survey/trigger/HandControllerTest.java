package dev.barometer.survey.trigger;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.starter.web.ProblemAdvice;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.invitation.InvitationRepository;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class HandControllerTest {
  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final Broker audit = Broker.thatAcknowledges();
  private AskingInstance instance;
  private MockMvc mvc;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance = new AskingInstance(database.mongo(), clock);
    save(byHand());
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
    mvc =
        MockMvcBuilders.standaloneSetup(
                new HandController(HandFixtures.publisher(instance, audit, clock)))
            .setControllerAdvice(new ProblemAdvice())
            .build();
  }

  private static Campaign byHand() {
    return campaign(
        "{'campaignId':'c','surveyId':'desk','channel':'link','trigger':{'on':'manual'}}");
  }

  private void save(Campaign campaign) {
    database.mongo().save(campaign);
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private ResultActions ask(String json) throws Exception {
    return mvc.perform(
        post("/api/invitations")
            .contentType(MediaType.APPLICATION_JSON)
            .header("Idempotency-Key", "k" + json.hashCode())
            .content(json.replace('\'', '"')));
  }

  @Test
  void answersTheLink_thatLeadsToTheInvitation_andTheSameToTheSameRequest() throws Exception {
    String request = "{'campaignId':'c','people':[{'id':'ana'}]}";
    for (int time = 0; time < 2; time++) {
      String answer =
          ask(request)
              .andExpect(status().isCreated())
              .andExpect(jsonPath("$.items.length()").value(1))
              .andExpect(jsonPath("$.items[0].status").value("issued"))
              .andReturn()
              .getResponse()
              .getContentAsString();
      String secret = answer.replaceAll("(?s).*http://host:8081/s/([^\"]+)\".*", "$1");
      assertThat(instance.bean(InvitationRepository.class).findByLink(secret))
          .hasValueSatisfying(one -> assertThat(one.personId()).isEqualTo("ana"));
    }

    assertThat(audit.records()).isEmpty();
  }

  @Test
  void asksAgainWhoWasAsked_whereItIsForced_andWritesThatDown() throws Exception {
    ask("{'campaignId':'c','people':[{'id':'ana'}]}");
    ask("{'campaignId':'c','people':[{'id':'ana'},{'id':'bo'}]}")
        .andExpect(jsonPath("$.items[0].reason").value("cool-down"))
        .andExpect(jsonPath("$.items[0].link").doesNotExist())
        .andExpect(jsonPath("$.items[1].status").value("issued"));
    ask("{'campaignId':'c','people':[{'id':'ana'}],'force':true}")
        .andExpect(jsonPath("$.items[0].status").value("issued"));

    assertThat(audit.values()).singleElement().asString().contains("invitations.forced");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'people':[{'id':'ana'}]} ~ campaignId",
        "{'campaignId':'other','people':[{'id':'ana'}]} ~ campaignId",
        "{'campaignId':'c'} ~ people",
        "{'campaignId':'c','people':[]} ~ people",
        "{'campaignId':'c','people':[{'email':'a@example.org'}]} ~ people[0].id",
        "{'campaignId':'c','people':[{'id':'a'},{'id':'a'}]} ~ people[1].id"
      })
  void namesWhatIsWrong(String request, String field) throws Exception {
    ask(request)
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value(field));
  }

  @Test
  void isRefused_whileTheCampaignDoesNotRun() throws Exception {
    save(CampaignFixtures.become(byHand(), Campaign.PAUSED, MONDAY));

    ask("{'campaignId':'c','people':[{'id':'ana'}]}").andExpect(status().isConflict());
  }
}
