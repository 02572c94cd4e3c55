package dev.barometer.reporting.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.waiting.Acknowledgement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells {@link Topics#ACTIONS}: what stands in an action's document goes to the outbox under a name
 * derived from its revision, and from there to the broker, each action's in order.
 */
@Component
class ActionTopicClient implements OutboxSender {
  private static final String KIND = "action.publish";
  private static final String SOURCE = "/barometer/reporting-service";

  private final ActionRepository actions;
  private final FactPublisher facts;
  private final ObjectProvider<Outbox> outbox;

  /**
   * @param outbox made of its senders, of which this is one
   */
  ActionTopicClient(ActionRepository actions, FactPublisher facts, ObjectProvider<Outbox> outbox) {
    this.actions = actions;
    this.facts = facts;
    this.outbox = outbox;
  }

  /** What is sent. */
  private record Event(String type, ImprovementAction action) {}

  /** May be asked twice: what the outbox has already it takes no second time. */
  void tell(String actionId) {
    List<ActionRepository.Unsent> unsent = actions.unsent(actionId);
    if (unsent.isEmpty()) {
      return;
    }
    outbox.getObject().add(unsent.stream().map(one -> entry(actionId, one)).toList());
    actions.told(actionId, unsent.get(unsent.size() - 1).revision());
  }

  private static OutboxEntry entry(String actionId, ActionRepository.Unsent one) {
    return new OutboxEntry(
        actionId + "-" + one.revision(),
        KIND,
        actionId,
        new String(FactJson.write(new Event(one.type(), one.told())), UTF_8));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) {
    Map<String, SendResult> results = new HashMap<>();
    for (OutboxEntry entry : entries) {
      Event event = FactJson.read(entry.body().getBytes(UTF_8), Event.class);
      Acknowledgement.await(
          facts.publish(
              new Outgoing(
                  Topics.ACTIONS,
                  event.action().actionId(),
                  event.action(),
                  entry.id(),
                  SOURCE,
                  event.type(),
                  event.action().changedAt())));
      results.put(entry.id(), SendResult.sent());
    }
    return results;
  }
}
