package dev.barometer.survey.visitor;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
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
          invitations.change(answered(invited));
          answering.note(invited);
          return repeats;
        });
  }

  /** It is answered once: the first answer makes it that, the others change nothing. */
  private static Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> answered(
      List<Response> responses) {
    Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> changes =
        new LinkedHashMap<>();
    for (Response response : responses) {
      changes.putIfAbsent(String.valueOf(response.invitationId()), one -> one.answeredBy(response));
    }
    return changes;
  }
}
