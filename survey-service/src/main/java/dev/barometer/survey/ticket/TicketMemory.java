package dev.barometer.survey.ticket;

import dev.barometer.contract.Attribution;
import dev.barometer.contract.Context;
import dev.barometer.survey.gate.MemoryReader;
import dev.barometer.survey.gate.MemoryWriter;
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
record TicketMemory(
    long revision,
    long published,
    byte @Nullable [] digest,
    Standing now,
    @Nullable Standing earlier) {
  private static final int WITHOUT_TIES = 1;
  private static final int VERSION = 2;

  /** How a ticket stands after a revision. */
  record Standing(Life life, @Nullable Attribution attribution) {}

  byte[] toBytes() {
    MemoryWriter writer = new MemoryWriter(VERSION).number(revision).number(published - revision);
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
      write(writer, same ? new Standing(earlier.life(), null) : earlier);
    }
    return writer.toBytes();
  }

  static TicketMemory read(byte[] bytes) {
    if (bytes[0] == WITHOUT_TIES) {
      return readWithoutTies(new MemoryReader(WITHOUT_TIES, bytes));
    }
    MemoryReader reader = new MemoryReader(VERSION, bytes);
    long revision = reader.number();
    long published = revision + reader.number();
    byte[] digest = isSet(reader) ? reader.block() : null;
    Standing now = readStanding(reader);
    Standing earlier = null;
    if (isSet(reader)) {
      boolean same = isSet(reader);
      Standing read = readStanding(reader);
      earlier = same ? new Standing(read.life(), now.attribution()) : read;
    }
    return new TicketMemory(revision, published, digest, now, earlier);
  }

  /** It said only whether a ticket was done, so of one that was, a closing counts as later. */
  private static TicketMemory readWithoutTies(MemoryReader reader) {
    long revision = reader.number();
    int stage = isSet(reader) ? 1 : 0;
    long reopenCount = reader.number();
    Attribution attribution = isSet(reader) ? readAttribution(reader) : null;
    Standing now = new Standing(new Life(reopenCount, stage), attribution);
    return new TicketMemory(revision, revision, null, now, now);
  }

  private static void write(MemoryWriter writer, Standing standing) {
    Attribution attribution = standing.attribution();
    writer
        .number(standing.life().reopenCount())
        .number(standing.life().stage())
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

  private static Standing readStanding(MemoryReader reader) {
    Life life = new Life(reader.number(), (int) reader.number());
    return new Standing(life, isSet(reader) ? readAttribution(reader) : null);
  }

  private static Attribution readAttribution(MemoryReader reader) {
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

  private static boolean isSet(MemoryReader reader) {
    return Boolean.TRUE.equals(reader.flag());
  }
}
