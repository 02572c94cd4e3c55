package dev.barometer.survey.answers;

import dev.barometer.contract.fact.Response;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An answer that staff wrote down though nobody was invited, until it is sent and for a while
 * after: a form that is sent twice says the same.
 */
@Document("entered_answers")
record Entered(@Id String id, Response response) {

  /** Whether another form says the same, whenever it was sent. */
  boolean saysTheSameAs(Entered other) {
    return response.equals(
        other.response().toBuilder().submittedAt(response.submittedAt()).build());
  }
}
