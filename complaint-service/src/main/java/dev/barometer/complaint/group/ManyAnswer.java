package dev.barometer.complaint.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.handling.DeskMember;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One answer, or message, to many: what is to be done and what has come of it.
 *
 * @param id derived from who asks and his key, so that the same request is done once
 * @param digest of what is asked
 * @param message absent once all is done: it stands in the cases
 * @param outcomes by the place of their case in the list
 */
@Document("many_answers")
record ManyAnswer(
    @Id String id,
    String digest,
    Kind kind,
    @Nullable String message,
    boolean formal,
    DeskMember member,
    List<String> complaints,
    @Nullable Map<String, Outcome> outcomes,
    boolean done) {

  ManyAnswer {
    outcomes = outcomes == null ? Map.of() : outcomes;
  }

  /** What goes out. */
  enum Kind {
    ANSWER,
    MESSAGE
  }

  /**
   * What came of it at one case.
   *
   * @param outcome {@code responded} or {@code refused}
   * @param reason why it was refused
   * @param open the moves that are open instead
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcome(
      String complaintId, String outcome, @Nullable String reason, @Nullable List<String> open) {
    static final String RESPONDED = "responded";
    static final String REFUSED = "refused";

    static Outcome responded(String complaintId) {
      return new Outcome(complaintId, RESPONDED, null, null);
    }

    static Outcome refused(String complaintId, String reason, @Nullable List<String> open) {
      return new Outcome(complaintId, REFUSED, reason, open);
    }
  }

  @Nullable Outcome outcomeAt(int place) {
    return outcomes == null ? null : outcomes.get(Integer.toString(place));
  }

  /** In the order of the request; of those that are still to be done nothing. */
  List<Outcome> inOrder() {
    return java.util.stream.IntStream.range(0, complaints.size())
        .mapToObj(this::outcomeAt)
        .filter(java.util.Objects::nonNull)
        .toList();
  }
}
