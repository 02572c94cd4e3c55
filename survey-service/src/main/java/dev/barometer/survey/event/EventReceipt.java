package dev.barometer.survey.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.rule.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many were accepted; the items only where some were not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventReceipt(int accepted, @Nullable List<Item> items) {

  /**
   * What became of one event of a batch.
   *
   * @param status as if the event had been sent alone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(int index, @Nullable String id, int status, @Nullable List<Violation> errors) {
    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    public static Item accepted(int index, @Nullable String id) {
      return new Item(index, id, ACCEPTED, null);
    }

    public static Item refused(int index, @Nullable String id, List<Violation> violations) {
      return new Item(index, id, UNPROCESSABLE, violations);
    }

    public static Item foreign(int index, @Nullable String id) {
      return new Item(
          index,
          id,
          FORBIDDEN,
          List.of(
              new Violation("data.ticketId", "must not be one that another sender sent first")));
    }

    /** The same event, of which the broker did not say that it has it. */
    public Item unacknowledged() {
      return new Item(
          index,
          id,
          UNAVAILABLE,
          List.of(new Violation("", "was not acknowledged; send it again")));
    }
  }
}
