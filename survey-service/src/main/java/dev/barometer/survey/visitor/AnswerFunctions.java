package dev.barometer.survey.visitor;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.Rating;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * Notes which invitations are answered, wherever the answer came in, and what became of answers
 * that were given by links. An answer that is taken back was one: its invitation stays answered.
 */
@Configuration(proxyBeanMethods = false)
class AnswerFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> noteAnswers(
      FactConsumers facts,
      KnownAnswerRepository answers,
      ErasurePublisher erasures,
      InvitationPublisher invitations,
      SurveyRepository surveys,
      AnsweringPublisher answering) {
    return facts.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> {
          int repeats = answers.apply(batch);
          erasures.eraseAnswersThatSlippedThrough(batch);
          List<Response> invited =
              batch.stream()
                  .flatMap(record -> Stream.ofNullable(record.value()))
                  .filter(response -> response.invitationId() != null)
                  .toList();
          invitations.change(answered(invited, surveys));
          answering.note(invited);
          return repeats;
        });
  }

  /** One after the other, where several answer the same invitation. */
  private static Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> answered(
      List<Response> responses, SurveyRepository surveys) {
    Map<String, Optional<SurveyVersion>> asked = new HashMap<>();
    Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> changes =
        new LinkedHashMap<>();
    for (Response response : responses) {
      changes.merge(
          String.valueOf(response.invitationId()),
          one -> {
            Optional<SurveyVersion> survey =
                asked.computeIfAbsent(
                    SurveyVersion.key(one.surveyId(), one.surveyVersion()),
                    key -> surveys.find(one.surveyId(), one.surveyVersion()));
            return one.answeredBy(
                response, survey.flatMap(it -> Rating.of(it, response)).orElse(null));
          },
          (first, then) ->
              one -> {
                Optional<InvitationDocument> after = first.apply(one);
                return then.apply(after.orElse(one)).or(() -> after);
              });
    }
    return changes;
  }
}
