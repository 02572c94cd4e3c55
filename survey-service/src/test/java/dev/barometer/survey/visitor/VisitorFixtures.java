package dev.barometer.survey.visitor;

import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.OpenLinkReader;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.response.ResponsePublisher;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;

/** What takes answers, over a database. */
public final class VisitorFixtures {
  private VisitorFixtures() {}

  public static AnsweringPublisher answering(
      MongoOperations mongo, ResponsePublisher responses, ObjectProvider<Timetable> timetable) {
    return new AnsweringPublisher(
        new GivenRepository(mongo), new InvitationRepository(mongo), responses, timetable);
  }

  /** Whose open links follow from those secrets. */
  static NewcomerReader newcomers(MongoOperations mongo, LinkSecrets secrets, Clock clock) {
    var campaigns = new CampaignRepository(mongo);
    return new NewcomerReader(
        new OpenLinkReader(campaigns, secrets, new LinkProperties("", "http://host:8081", "", "")),
        campaigns,
        new SurveyRepository(mongo),
        secrets,
        clock);
  }

  public static AskedReader asked(MongoOperations mongo) {
    return new AskedReader(new SurveyRepository(mongo), new GivenRepository(mongo));
  }
}
