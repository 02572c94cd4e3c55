package dev.barometer.survey.visitor;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
import java.util.List;
import java.util.function.Consumer;
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
      AnsweringPublisher answering) {
    return facts.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> {
          int repeats = answers.apply(batch);
          erasures.eraseAnswersThatSlippedThrough(batch);
          for (Received<Response> record : batch) {
            Response response = record.value();
            String id = response == null ? null : response.invitationId();
            if (response != null && id != null) {
              invitations.change(id, one -> one.answeredBy(response));
              answering.note(response);
            }
          }
          return repeats;
        });
  }
}
