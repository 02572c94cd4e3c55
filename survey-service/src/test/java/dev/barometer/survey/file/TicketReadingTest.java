package dev.barometer.survey.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.ticket.TicketEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketReadingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String MAPPING =
      """
      {"source":"desk","id":"Number",
       "status":{"column":"State","values":{"New":"open","In progress":"open","Done":"resolved"}},
       "openedAt":{"column":"Opened","format":"d/M/yyyy HH:mm","zone":"Asia/Seoul"},
       "resolvedAt":{"column":"Resolved","format":"d/M/yyyy HH:mm","zone":"Asia/Seoul"},
       "closedAt":{"column":"Closed","format":"d/M/yyyy HH:mm","zone":"Asia/Seoul"},
       "updatedAt":{"column":"Updated"},
       "slaMet":{"column":"SLA","values":{"1":"true","0":"false"}},
       "firstContactResolved":{"column":"First","values":{"y":"true","n":"false"}},
       "reopenCount":"Reopened","waitedSeconds":"Waited","subject":"Title","requester":"Caller",
       "context":{"team":"Group","priority":"Prio"}}\
      """;
  private static final String TOP =
      "Number,State,Opened,Resolved,Closed,Updated,SLA,Reopened,Title,Caller,Group,Prio,First,Waited\n";

  @TempDir private Path folder;

  private List<ImportLine> read(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("file.csv"), TOP + rows);
    TicketMapping mapping =
        FactJson.read(MAPPING.getBytes(StandardCharsets.UTF_8), TicketMapping.class);
    assertThat(mapping.violations()).isEmpty();
    List<ImportLine> read = new ArrayList<>();
    try (ImportLines lines =
        new ImportLinesReader(Clock.fixed(NOW, ZoneOffset.UTC)).openCsv(mapping, file)) {
      for (ImportLine line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
    }
    return read;
  }

  private static TicketEvent event(ImportLine line) {
    return ((ImportLine.Reported) line).event();
  }

  @Test
  void readsARow_asTheMappingSays() throws IOException {
    TicketEvent event =
        event(
            read("T1,done,20/11/2026 18:00,20/11/2026 19:30,,2026-11-21T08:00:00Z,1.0,2,"
                    + "\"Printer, again\",kim,North,2,y,90\n")
                .get(0));

    Ticket ticket = event.ticket();
    assertThat(ticket.ticketId()).isEqualTo("T1");
    assertThat(ticket.status()).isEqualTo(Ticket.RESOLVED);
    assertThat(ticket.openedAt()).isEqualTo("2026-11-20T09:00:00Z");
    assertThat(ticket.resolvedAt()).isEqualTo("2026-11-20T10:30:00Z");
    assertThat(ticket.closedAt()).isNull();
    assertThat(ticket.slaMet()).isTrue();
    assertThat(ticket.reopenCount()).isEqualTo(2);
    assertThat(ticket.firstContactResolved()).isTrue();
    assertThat(ticket.waitedSeconds()).isEqualTo(90);
    assertThat(ticket.subject()).isEqualTo("Printer, again");
    assertThat(ticket.requester().id()).isEqualTo("kim");
    assertThat(ticket.context().team()).isEqualTo("North");
    assertThat(ticket.revision()).isEqualTo(event.time().toEpochMilli());
    assertThat(event.time()).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(event.type()).isEqualTo(EventTypes.TICKET_RESOLVED);
    assertThat(event.id()).isEqualTo("T1-" + ticket.revision());
  }

  @Test
  void isSoSinceTheLastThingItTells_whereItDoesNotSaySinceWhen() throws IOException {
    var lines =
        read(
            "T1,new,20/11/2026 18:00\n"
                + "T1,done,20/11/2026 18:00,20/11/2026 19:30\n"
                + "T1,closed,20/11/2026 18:00,20/11/2026 19:30,21/11/2026 08:00\n");

    assertThat(lines)
        .extracting(line -> event(line).time())
        .containsExactly(
            Instant.parse("2026-11-20T09:00:00Z"),
            Instant.parse("2026-11-20T10:30:00Z"),
            Instant.parse("2026-11-20T23:00:00Z"));
    assertThat(lines)
        .extracting(line -> event(line).ticket().revision())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void reportsWhatItCannotRead_andGoesOn() throws IOException {
    var lines =
        read(
            "T1,lost,20/11/2026 18:00\n"
                + ",new,20/11/2026 18:00\n"
                + "T3,new,31/11/2026 18:00\n"
                + "T4,new,\n"
                + "T5,,20/11/2026 18:00\n"
                + "T6,done,20/11/2026 18:00,20/11/2026 17:00\n"
                + "T7,new,20/11/2026 18:00,,,,maybe\n"
                + "T8,new,20/11/2026 18:00,,,,,-1\n"
                + "T9,In  Progress,20/11/2026 18:00\n");

    assertThat(lines.subList(0, 8))
        .extracting(line -> ((ImportLine.Bad) line).violation().field())
        .containsExactly(
            "State", "Number", "Opened", "Opened", "State", "resolvedAt", "SLA", "Reopened");
    assertThat(event(lines.get(8)).ticket().status()).isEqualTo(Ticket.OPEN);
  }

  @Test
  void saysWhatAMappingLacks() {
    TicketMapping mapping =
        FactJson.read(
            """
            {"status":{"column":"State","values":{"Gone":"gone"}},"closedAt":{},
             "slaMet":{"column":"SLA","values":{"1":"yes"}},
             "context":{"planet":"A"},"delimiter":"xx","skipRows":-1,"headerRows":0}\
            """
                .getBytes(StandardCharsets.UTF_8),
            TicketMapping.class);

    assertThat(mapping.violations())
        .extracting(Violation::field)
        .containsExactly(
            "id",
            "status.values.Gone",
            "openedAt",
            "closedAt",
            "slaMet.values.1",
            "context.planet",
            "delimiter",
            "skipRows",
            "headerRows");
  }
}
