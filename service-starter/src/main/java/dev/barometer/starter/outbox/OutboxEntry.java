package dev.barometer.starter.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param id derived from its cause, never drawn: added twice it is sent once, and whoever gets it
 *     knows by it what he has got already
 * @param kind names the {@link OutboxSender}
 * @param order entries of one kind and order are sent one after the other, as they were added; null
 *     where any order will do
 * @param body what the sender needs; forgotten as soon as it is sent
 */
public record OutboxEntry(String id, String kind, @Nullable String order, String body) {
  public OutboxEntry {
    if (id.isBlank() || kind.isBlank()) {
      throw new IllegalArgumentException("an entry has an id and a kind");
    }
  }
}
