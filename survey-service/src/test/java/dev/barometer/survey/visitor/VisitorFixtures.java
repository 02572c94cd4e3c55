package dev.barometer.survey.visitor;

import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.response.ResponsePublisher;
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

  public static AskedReader asked(MongoOperations mongo) {
    return new AskedReader(new SurveyRepository(mongo), new GivenRepository(mongo));
  }
}
