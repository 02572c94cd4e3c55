package dev.barometer.scoring.observation;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;

/** The facts that are scored: their topic, their record, and the letter they have in the stores. */
enum FactKind {
  TICKET(Topics.TICKETS, Ticket.class, 't'),
  RESPONSE(Topics.RESPONSES, Response.class, 'r'),
  INVITATION(Topics.INVITATIONS, Invitation.class, 'i'),
  MENTION(Topics.MENTIONS, Mention.class, 'm'),
  COMPLAINT(Topics.COMPLAINTS, Complaint.class, 'c');

  private static final FactKind[] ALL = values();

  private final String topic;
  private final Class<? extends Fact> record;
  private final char letter;

  FactKind(String topic, Class<? extends Fact> record, char letter) {
    this.topic = topic;
    this.record = record;
    this.letter = letter;
  }

  static FactKind ofTopic(String topic) {
    for (FactKind kind : ALL) {
      if (kind.topic.equals(topic)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no facts to score on " + topic);
  }

  static FactKind ofLetter(char letter) {
    for (FactKind kind : ALL) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no facts have the letter " + letter);
  }

  String topic() {
    return topic;
  }

  Class<? extends Fact> record() {
    return record;
  }

  char letter() {
    return letter;
  }

  /** Whether people said it, or were asked, of themselves; tickets and cases are about the work. */
  boolean isOfPeople() {
    return this == RESPONSE || this == INVITATION || this == MENTION;
  }

  /** Who says something: facts of two kinds may have the same id. */
  Entity entity(String id) {
    return new Entity(this, id);
  }
}
