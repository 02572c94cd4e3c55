package dev.barometer.survey.ticket;

import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Context;
import dev.barometer.survey.gate.StateInput;
import dev.barometer.survey.gate.StateOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the gate remembers of a ticket: enough to tell old from new, to break a tie, and to keep
 * what is frozen.
 *
 * @param revision as its sender said it
 * @param published the revision of the fact, which is higher where states with one revision came
 * @param digest of what was said; null where that was remembered before digests were
 * @param earlier how it stood before this revision
 */
record TicketState(
    long revision,
    long published,
    byte @Nullable [] digest,
    Snapshot now,
    @Nullable Snapshot earlier) {
  private static final int WITHOUT_TIES = 1;
  private static final int VERSION = 2;

  /** How a ticket stands after a revision. */
  record Snapshot(Life life, @Nullable Attribution attribution) {}

  /**
   * After its requester was erased: one revision more is published, and what was said with him is
   * told apart from nothing any more.
   */
  TicketState erased() {
    return new TicketState(revision, published + 1, null, now, earlier);
  }

  byte[] toBytes() {
    StateOutput writer = new StateOutput(VERSION).number(revision).number(published - revision);
    writer.flag(digest != null);
    if (digest != null) {
      writer.block(digest);
    }
    write(writer, now);
    writer.flag(earlier != null);
    if (earlier != null) {
      // Mostly the same object: what is frozen stays.
      boolean same = Objects.equals(earlier.attribution(), now.attribution());
      writer.flag(same);
      write(writer, same ? new Snapshot(earlier.life(), null) : earlier);
    }
    return writer.toBytes();
  }

  static TicketState read(byte[] bytes) {
    if (bytes[0] == WITHOUT_TIES) {
      return readWithoutTies(new StateInput(WITHOUT_TIES, bytes));
    }
    StateInput reader = new StateInput(VERSION, bytes);
    long revision = reader.number();
    long published = revision + reader.number();
    byte[] digest = isSet(reader) ? reader.block() : null;
    Snapshot now = readSnapshot(reader);
    Snapshot earlier = null;
    if (isSet(reader)) {
      boolean same = isSet(reader);
      Snapshot read = readSnapshot(reader);
      earlier = same ? new Snapshot(read.life(), now.attribution()) : read;
    }
    return new TicketState(revision, published, digest, now, earlier);
  }

  /** It said only whether a ticket was done, so of one that was, a closing counts as later. */
  private static TicketState readWithoutTies(StateInput reader) {
    long revision = reader.number();
    int stage = isSet(reader) ? 1 : 0;
    long reopenCount = reader.number();
    Attribution attribution = isSet(reader) ? readAttribution(reader) : null;
    Snapshot now = new Snapshot(new Life(reopenCount, stage), attribution);
    return new TicketState(revision, revision, null, now, now);
  }

  private static void write(StateOutput writer, Snapshot snapshot) {
    Attribution attribution = snapshot.attribution();
    writer
        .number(snapshot.life().reopenCount())
        .number(snapshot.life().stage())
        .flag(attribution != null);
    if (attribution != null) {
      Context context = attribution.context();
      writer
          .time(attribution.frozenAt())
          .text(context.service())
          .text(context.team())
          .text(context.agent())
          .text(context.channel())
          .text(context.priority())
          .text(context.category())
          .text(context.organization())
          .text(context.location())
          .flag(attribution.slaMet())
          .text(attribution.resolvedBy());
    }
  }

  private static Snapshot readSnapshot(StateInput reader) {
    Life life = new Life(reader.number(), (int) reader.number());
    return new Snapshot(life, isSet(reader) ? readAttribution(reader) : null);
  }

  private static Attribution readAttribution(StateInput reader) {
    return new Attribution(
        reader.time(),
        new Context(
            reader.text(),
            reader.text(),
            reader.text(),
            reader.text(),
            reader.text(),
            reader.text(),
            reader.text(),
            reader.text()),
        reader.flag(),
        reader.requiredText());
  }

  private static boolean isSet(StateInput reader) {
    return Boolean.TRUE.equals(reader.flag());
  }
}
