package dev.barometer.survey.person;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.survey.gate.GateTopology;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Says who is erased, and asks the gates to erase what the topics hold of him: they alone write
 * tickets and answers. All methods return when the broker has acknowledged it.
 */
@Component
public class ErasurePublisher {
  private static final String SOURCE = "/barometer/survey-service";
  private static final String SERVICE = "survey-service";

  private final FactPublisher facts;
  private final PersonMarks marks;
  private final ErasedPeople erased;
  private final Clock clock;

  public ErasurePublisher(
      FactPublisher facts, PersonMarks marks, ErasedPeople erased, Clock clock) {
    this.facts = facts;
    this.marks = marks;
    this.erased = erased;
    this.clock = clock;
  }

  /** From now on nothing is taken of him; known here at once, and elsewhere soon. */
  public void announce(String personId, Instant erasedAt) {
    String mark = marks.of(personId);
    Erasure erasure = new Erasure(mark, 1, erasedAt);
    Acknowledgement.await(
        facts.publish(
            new Outgoing(
                Topics.ERASURES,
                mark,
                erasure,
                mark,
                SOURCE,
                EventTypes.PERSON_ERASED,
                erasedAt,
                SERVICE)));
    erased.learn(erasure);
  }

  /** Whoever has this mark may come in again, as somebody of whom nothing is known. */
  public void forget(String mark) {
    Acknowledgement.await(
        facts.publish(
            new Outgoing(
                Topics.ERASURES,
                mark,
                null,
                mark + "-forgotten",
                SOURCE,
                EventTypes.PERSON_FORGOTTEN,
                clock.instant(),
                SERVICE)));
    erased.forget(mark);
  }

  /** Has these published anew without their requester, as they are known now. */
  public void eraseRequesters(List<Ticket> tickets) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (Ticket ticket : tickets) {
      sent.add(
          ask(
              Topics.INBOUND_TICKETS,
              ticket.ticketId(),
              ticket.withoutRequester(),
              EventTypes.TICKET_ERASED));
    }
    sent.forEach(Acknowledgement::await);
  }

  /** Has these erased. */
  public void eraseAnswers(List<Response> responses) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (Response response : responses) {
      String id = response.responseId();
      sent.add(ask(Topics.INBOUND_RESPONSES, id, new OnlyId(id), EventTypes.RESPONSE_ERASED));
    }
    sent.forEach(Acknowledgement::await);
  }

  /** Has these erased. */
  public void eraseSubjects(List<LifecycleSubject> subjects) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (LifecycleSubject subject : subjects) {
      sent.add(
          ask(
              Topics.INBOUND_LIFECYCLE,
              subject.subjectId(),
              subject.withoutPerson(),
              EventTypes.LIFECYCLE_ERASED));
    }
    sent.forEach(Acknowledgement::await);
  }

  private record OnlyId(String responseId) {}

  private CompletableFuture<Void> ask(String topic, String key, Object value, String type) {
    return facts.publish(
        new Outgoing(
            topic,
            key,
            value,
            key + "-erased",
            SOURCE,
            type,
            clock.instant(),
            GateTopology.ERASURE.toText()));
  }

  /** A gate that had not heard of the erasure yet may have let some through. */
  public void eraseTicketsThatSlippedThrough(List<Received<Ticket>> batch) {
    List<Ticket> late = new ArrayList<>();
    for (Received<Ticket> record : batch) {
      Ticket ticket = record.value();
      Requester requester = ticket == null ? null : ticket.requester();
      if (ticket != null && requester != null && erased.includes(requester.id())) {
        late.add(ticket);
      }
    }
    eraseRequesters(late);
  }

  /** The same of contracts and the like. */
  public void eraseSubjectsThatSlippedThrough(List<Received<LifecycleSubject>> batch) {
    List<LifecycleSubject> late = new ArrayList<>();
    for (Received<LifecycleSubject> record : batch) {
      LifecycleSubject subject = record.value();
      Requester person = subject == null ? null : subject.person();
      if (subject != null && person != null && erased.includes(person.id())) {
        late.add(subject);
      }
    }
    eraseSubjects(late);
  }

  /** The same of answers. */
  public void eraseAnswersThatSlippedThrough(List<Received<Response>> batch) {
    List<Response> late = new ArrayList<>();
    for (Received<Response> record : batch) {
      Response response = record.value();
      Respondent respondent = response == null ? null : response.respondent();
      if (response != null && respondent != null && erased.includes(respondent.id())) {
        late.add(response);
      }
    }
    eraseAnswers(late);
  }
}
