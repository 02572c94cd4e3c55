package dev.barometer.survey.ticket;

import dev.barometer.contract.Attribution;
import dev.barometer.contract.Context;
import dev.barometer.contract.Ticket;
import dev.barometer.survey.gate.MemoryReader;
import dev.barometer.survey.gate.MemoryWriter;
import org.jspecify.annotations.Nullable;

/** What the gate remembers of a ticket: enough to tell old from new and to keep what is frozen. */
record TicketMemory(
    long revision, boolean done, long reopenCount, @Nullable Attribution attribution) {
  private static final int VERSION = 1;

  static TicketMemory of(Ticket ticket) {
    return new TicketMemory(
        ticket.revision(), ticket.done(), ticket.reopenCount(), ticket.attribution());
  }

  byte[] toBytes() {
    MemoryWriter writer =
        new MemoryWriter(VERSION)
            .number(revision)
            .flag(done)
            .number(reopenCount)
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
    return writer.toBytes();
  }

  static TicketMemory read(byte[] bytes) {
    MemoryReader reader = new MemoryReader(VERSION, bytes);
    return new TicketMemory(
        reader.number(),
        Boolean.TRUE.equals(reader.flag()),
        reader.number(),
        Boolean.TRUE.equals(reader.flag()) ? attribution(reader) : null);
  }

  private static Attribution attribution(MemoryReader reader) {
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
}
