package dev.barometer.survey.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.contract.Topics;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.ProblemAdvice;
import dev.barometer.starter.web.RefusedBodyException;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.file.AnswerMapping;
import dev.barometer.survey.file.ImportLinesReader;
import dev.barometer.survey.gate.KnownIds;
import dev.barometer.survey.response.IdempotencyKeyRepository;
import dev.barometer.survey.response.ResponseBatchPublisher;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.ticket.TicketPublisher;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

class ImportsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String NDJSON = "application/x-ndjson";
  private static final String MAPPING =
      """
      {"source":"s","surveyId":"visitors","id":"ID","submittedAt":{"value":"2026-05-15T12:00:00Z"},
       "answers":[{"questionId":"overall","metric":"csat","scale":"5","column":"ALL"}]}\
      """;

  @TempDir private Path folder;
  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final Broker tickets = Broker.thatAcknowledges();
  private final Broker acts = Broker.thatAcknowledges();
  private final DiskRoom room = new DiskRoom(List.of(), null, news -> {});
  private ImportFiles files;
  private ImportJobRepository jobs;
  private final AtomicReference<Instant> asOf = new AtomicReference<>(NOW.plusSeconds(1));
  private CountingRunner counting;
  private ImportRunner imports;
  private MockMvc service;
  private final Map<String, KnownIds.Ownership> owners = new HashMap<>();

  @BeforeEach
  void start() throws Exception {
    var settings = new ImportProperties(folder, DataSize.ofKilobytes(64), 20);
    files = new ImportFiles(settings, room);
    jobs = new ImportJobRepository(database.mongo());
    var lines = new ImportLinesReader(CLOCK);
    counting = new CountingRunner(jobs, asOf::get, CLOCK);
    counting.start();
    imports = publisher(lines);
    imports.start();
    service =
        MockMvcBuilders.standaloneSetup(
                new ImportsController(
                    new ImportStore(files, lines, jobs, imports, settings, acts.auditLog(), CLOCK)),
                new JobsController(jobs))
            .setControllerAdvice(new ProblemAdvice())
            .build();
  }

  private ImportRunner publisher(ImportLinesReader lines) {
    return publisher(lines, room);
  }

  private ImportRunner publisher(ImportLinesReader lines, DiskRoom disk) {
    return new ImportRunner(
        files,
        lines,
        jobs,
        new ResponseBatchPublisher(
            new IdempotencyKeyRepository(database.mongo(), Runnable::run),
            new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
            CLOCK),
        new TicketPublisher(tickets.publisherTo(Topics.INBOUND_TICKETS)),
        (id, settled) -> owners.getOrDefault(id, KnownIds.Ownership.UNKNOWN),
        (id, settled) -> owners.getOrDefault(id, KnownIds.Ownership.UNKNOWN),
        counting,
        disk,
        CLOCK);
  }

  @AfterEach
  void stop() {
    imports.stop();
    counting.stop();
    database.close();
  }

  private static String line(String start, int nps) {
    return """
    {%s"answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":%d}]}\
    """
        .formatted(start, nps);
  }

  private ImportJob ended(String id) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> jobs.find(id).filter(job -> job.finishedAt() != null).isPresent());
    await().atMost(Duration.ofSeconds(20)).until(() -> filesLeft().isEmpty());
    return jobs.find(id).orElseThrow();
  }

  private String filesLeft() throws Exception {
    try (Stream<Path> left = Files.list(folder)) {
      return left.map(file -> file.getFileName().toString()).collect(Collectors.joining(","));
    }
  }

  private static String idOf(ResultActions answered) throws Exception {
    answered.andExpect(status().isAccepted());
    return JsonPath.read(answered.andReturn().getResponse().getContentAsString(), "$.id");
  }

  @Test
  void sendsItsLinesInTheNameOfWhoeverImported() throws Exception {
    ended(
        idOf(
            service.perform(
                post("/api/responses/import")
                    .principal(() -> "desk")
                    .contentType(NDJSON)
                    .content(line("\"responseId\":\"r1\",", 9)))));

    assertThat(broker.senders()).containsExactly(new Sender("desk", false));
  }

  @Test
  void refusesALineThatAnotherSenderSentFirst_andTakesTheRest() throws Exception {
    owners.put("r1", KnownIds.Ownership.ownedBy(new Sender("other", false).mark()));
    owners.put("r2", KnownIds.Ownership.ownedBy(new Sender("desk", false).mark()));

    String id =
        idOf(
            service.perform(
                post("/api/responses/import")
                    .principal(() -> "desk")
                    .contentType(NDJSON)
                    .content(
                        line("\"responseId\":\"r1\",", 9)
                            + "\n"
                            + line("\"responseId\":\"r2\",", 9))));

    ImportJob job = ended(id);
    assertThat(job.accepted()).isEqualTo(1);
    assertThat(job.errors()).hasSize(1);
    assertThat(job.errors().get(0).field()).isEqualTo("responseId");
    assertThat(job.errors().get(0).reason()).contains("another sender");
    assertThat(broker.records()).hasSize(1);
  }

  @Test
  void refusesALineWhoseRevisionLeavesNoRoomForTheNext() throws Exception {
    String id =
        idOf(
            service.perform(
                post("/api/responses/import")
                    .contentType(NDJSON)
                    .content(line("\"responseId\":\"r1\",\"revision\":9007199254740992,", 9))));

    assertThat(ended(id).errors())
        .extracting(ImportJob.LineError::field)
        .containsExactly("revision");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void takesTheGoodLines_andReportsEachBadOne() throws Exception {
    String file =
        "\uFEFF"
            + line("\"responseId\":\"r1\",", 9)
            + "\r\n\r\n"
            + "{\"responseId\":\r\n"
            + line("\"responseId\":\"r3\",", 11)
            + "\n"
            + line("\"externalId\":\"x\",", 0)
            + "\n"
            + line("", 5);

    String id =
        idOf(
            service.perform(
                post("/api/responses/import?source=old").contentType(NDJSON).content(file)));

    ImportJob job = ended(id);
    assertThat(job.status()).isEqualTo(ImportJob.Status.DONE);
    assertThat(job.lines()).isEqualTo(5);
    assertThat(job.accepted()).isEqualTo(2);
    assertThat(job.rejected()).isEqualTo(3);
    assertThat(job.errors())
        .extracting(ImportJob.LineError::line, ImportJob.LineError::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, ""),
            org.assertj.core.groups.Tuple.tuple(4L, "answers[0].value"),
            org.assertj.core.groups.Tuple.tuple(6L, "responseId"));
    assertThat(broker.keys()).hasSize(2).startsWith("r1");
    assertThat(broker.values().get(0))
        .contains("\"channel\":\"import\"", "\"submittedAt\":\"2026-11-22T12:00:00Z\"");
  }

  @Test
  void writesDownWhoImportsWhat() throws Exception {
    service
        .perform(post("/api/responses/import?source=desk").contentType(NDJSON).content(line("", 9)))
        .andExpect(status().isAccepted());

    assertThat(acts.values()).hasSize(1);
    assertThat(acts.values().get(0))
        .contains("\"act\":\"import.started\"", "\"format\":\"NDJSON\"", "\"source\":\"desk\"");
  }

  @Test
  void importsNothing_whenTheActCannotBeWrittenDown() throws Exception {
    acts.goAway();

    service
        .perform(post("/api/responses/import").contentType(NDJSON).content(line("", 9)))
        .andExpect(status().isServiceUnavailable());

    assertThat(filesLeft()).isEmpty();
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void derivesTheSameIds_whenAFileIsImportedAgain() throws Exception {
    for (int i = 0; i < 2; i++) {
      var upload = post("/api/responses/import?source=old").contentType(NDJSON);
      ended(idOf(service.perform(upload.content(line("\"externalId\":\"x\",", 9)))));
    }

    assertThat(broker.keys()).hasSize(2);
    assertThat(broker.keys().get(0)).isEqualTo(broker.keys().get(1));
  }

  @Test
  void takesCsvWithItsMappingAsAParameter_andAsAForm() throws Exception {
    String csv = "id,all\n1,5\n2,\n3,9\n";

    String plain =
        idOf(
            service.perform(
                post("/api/responses/import")
                    .queryParam("mapping", MAPPING)
                    .contentType("text/csv")
                    .content(csv)));
    String form =
        idOf(
            service.perform(
                MockMvcRequestBuilders.multipart("/api/responses/import")
                    .part(new MockPart("mapping", MAPPING.getBytes(StandardCharsets.UTF_8)))
                    .part(new MockPart("file", "f.csv", csv.getBytes(StandardCharsets.UTF_8)))));

    for (String id : new String[] {plain, form}) {
      ImportJob job = ended(id);
      assertThat(job.lines()).isEqualTo(3);
      assertThat(job.accepted()).isEqualTo(1);
      assertThat(job.skipped()).isEqualTo(1);
      assertThat(job.rejected()).isEqualTo(1);
    }
    assertThat(broker.keys()).hasSize(2);
    assertThat(broker.keys().get(0)).isEqualTo(broker.keys().get(1));
  }

  @Test
  void keepsTheGoodLines_whenAQuoteIsLeftOpen() throws Exception {
    String csv = "id,all\n1,5\n2,\"4\n3,4\n";

    ImportJob job =
        ended(
            idOf(
                service.perform(
                    post("/api/responses/import")
                        .queryParam("mapping", MAPPING)
                        .contentType("text/csv")
                        .content(csv))));

    assertThat(job.accepted()).isEqualTo(2);
    assertThat(job.rejected()).isEqualTo(1);
    assertThat(job.errors()).extracting(ImportJob.LineError::line).containsExactly(3L);
  }

  private ImportJob importCsv(String csv) throws Exception {
    return ended(
        idOf(
            service.perform(
                post("/api/responses/import")
                    .queryParam("mapping", MAPPING)
                    .contentType("text/csv")
                    .content(csv))));
  }

  @Test
  void tellsRowsThatSayOtherwise_whatOneBeforeThemSaid() throws Exception {
    ImportJob job = importCsv("id,all\n7,5\n7,1\n8,3\n7,5\n7,2\n");

    assertThat(job.accepted()).isEqualTo(3);
    assertThat(job.rejected()).isEqualTo(2);
    assertThat(job.errors())
        .extracting(ImportJob.LineError::line, ImportJob.LineError::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "ID"),
            org.assertj.core.groups.Tuple.tuple(6L, "ID"));
    assertThat(broker.keys()).hasSize(3);
  }

  @Test
  void tellsWhatWasChangedAndSentAgain_andTakesWhatWasNot() throws Exception {
    importCsv("id,all\n7,5\n8,3\n");

    ImportJob again = importCsv("id,all\n7,1\n8,3\n");

    assertThat(again.accepted()).isEqualTo(1);
    assertThat(again.errors()).extracting(ImportJob.LineError::line).containsExactly(2L);
    assertThat(again.errors().get(0).reason()).contains("revision");
  }

  @Test
  void tellsTheErrorsInTheOrderOfTheirLines() throws Exception {
    ImportJob job = importCsv("id,all\n7,5\n7,1\n8,9\n7,2\n");

    assertThat(job.errors()).extracting(ImportJob.LineError::line).containsExactly(3L, 4L, 5L);
  }

  @Test
  void keepsTheTimeOfTheFirstImport_whenALineNamesNone() throws Exception {
    String file = line("\"responseId\":\"r1\",", 9);
    var first = new ImportRequest("job-1", ImportRequest.Format.NDJSON, null, null, NOW);
    var second =
        new ImportRequest("job-2", ImportRequest.Format.NDJSON, null, null, NOW.minusSeconds(60));

    for (ImportRequest request : List.of(first, second)) {
      files.receive(request.id(), new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
      files.confirm(request);
      imports.submit(request);
      assertThat(ended(request.id()).accepted()).isEqualTo(1);
    }

    assertThat(broker.values()).hasSize(2);
    assertThat(broker.values().get(0)).isEqualTo(broker.values().get(1));
  }

  @Test
  void tellsWhatStoodInABadCell_onlyToWhoeverSentIt() throws Exception {
    String id =
        idOf(
            service.perform(
                post("/api/responses/import")
                    .principal(() -> "desk")
                    .queryParam("mapping", MAPPING)
                    .contentType("text/csv")
                    .content("id,all\n7,call Kim\n")));
    ended(id);

    for (String path : List.of("/api/jobs/" + id, "/api/jobs")) {
      for (String reader : List.of("desk", "board")) {
        String told =
            service
                .perform(get(path).principal(() -> reader))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(told).contains("\"line\":2", "\"field\":\"ALL\"", "is neither a point");
        assertThat(told.contains("call Kim")).as(told).isEqualTo(reader.equals("desk"));
      }
    }
    assertThat(
            service
                .perform(
                    get("/api/jobs/" + id)
                        .with(
                            call -> {
                              call.setUserPrincipal(() -> "root");
                              call.addUserRole("ADMIN");
                              return call;
                            }))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .contains("call Kim");
  }

  /** They were written before the cell was kept apart from the rule. */
  @Test
  void keepsTheCellsOfOldJobsToAdministrators() {
    ImportJob.LineError old =
        new ImportJob.LineError(2, "ALL", "\"call Kim\" is neither a point nor a code", null);
    ImportJob job =
        new ImportJob(
            "job",
            ImportJob.Status.DONE,
            null,
            "csv",
            null,
            NOW,
            NOW,
            NOW,
            null,
            1,
            0,
            0L,
            0,
            1,
            List.of(old),
            null,
            null);

    assertThat(job.seenBy("desk", false).errors().get(0).reason())
        .isEqualTo("is neither a point nor a code");
    assertThat(job.seenBy("root", true).errors().get(0).reason()).contains("call Kim");
  }

  @Test
  void takesTickets_asNdjson() throws Exception {
    String file =
        """
        {"ticketId":"T1","status":"closed","openedAt":"2026-11-20T09:00:00Z",\
        "resolvedAt":"2026-11-20T10:00:00Z","closedAt":"2026-11-20T11:00:00Z"}
        {"ticketId":"T2","status":"lost","openedAt":"2026-11-20T09:00:00Z"}
        {"specversion":"1.0","id":"e1","source":"/desk","type":"dev.barometer.ticket.opened",\
        "time":"2026-11-20T09:00:00Z","data":{"ticketId":"T3","status":"open",\
        "openedAt":"2026-11-20T09:00:00Z"}}
        {"specversion":"1.0","id":"e2","source":"/desk","type":"ticket.lost","data":{}}
        {"ticketId":"T5","status":"open"}
        """;

    ImportJob job =
        ended(idOf(service.perform(post("/api/tickets/import").contentType(NDJSON).content(file))));

    assertThat(job.accepted()).isEqualTo(2);
    assertThat(job.errors())
        .extracting(ImportJob.LineError::line, ImportJob.LineError::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2L, "status"),
            org.assertj.core.groups.Tuple.tuple(4L, "type"),
            org.assertj.core.groups.Tuple.tuple(5L, "openedAt"));
    assertThat(tickets.keys()).containsExactly("T1", "T3");
    assertThat(tickets.values().get(0))
        .contains("\"revision\":" + Instant.parse("2026-11-20T11:00:00Z").toEpochMilli());
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void takesTickets_asCsv() throws Exception {
    String mapping =
        """
        {"source":"desk","id":"Number","status":{"column":"State","values":{"Done":"closed"}},
         "openedAt":{"column":"Opened"},"closedAt":{"column":"Closed"},
         "context":{"team":"Group"}}\
        """;
    String csv =
        "Number;State;Opened;Closed;Group\n"
            + "T1;DONE;2026-11-20T09:00Z;2026-11-20T11:00Z;North\n"
            + "T2;Open;2026-11-20T09:00Z;;North\n"
            + "T3;half;2026-11-20T09:00Z;;North\n";

    ImportJob job =
        ended(
            idOf(
                service.perform(
                    post("/api/tickets/import")
                        .queryParam("mapping", mapping)
                        .contentType("text/csv")
                        .content(csv))));

    assertThat(job.accepted()).isEqualTo(2);
    assertThat(job.errors()).extracting(ImportJob.LineError::field).containsExactly("State");
    assertThat(tickets.keys()).containsExactly("T1", "T2");
    service
        .perform(
            post("/api/tickets/import")
                .queryParam("mapping", mapping.replace("\"closed\"", "\"gone\""))
                .contentType("text/csv")
                .content(csv))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("mapping.status.values.Done"));
  }

  @Test
  void keepsTheGoodLines_andSaysWhatIsUnread_whenAFileCannotBeReadToItsEnd() throws Exception {
    imports.stop();
    String csv = "id,all\n7,5\n" + "a\",b,\"c\n".repeat(400_000);
    var request =
        new ImportRequest(
            "job-1",
            ImportRequest.Format.CSV,
            "s",
            dev.barometer.starter.json.FactJson.read(
                MAPPING.getBytes(StandardCharsets.UTF_8), AnswerMapping.class),
            NOW);
    Files.writeString(folder.resolve("job-1.data"), csv);
    files.confirm(request);

    imports.start();

    ImportJob job = ended("job-1");
    assertThat(job.status()).isEqualTo(ImportJob.Status.FAILED);
    assertThat(job.accepted()).isEqualTo(1);
    assertThat(job.problem()).matches(".*stopped at line \\d+, and \\d+ lines were not read");
  }

  @Test
  void runsAgainWhatWasConfirmedAndNotFinished() throws Exception {
    imports.stop();
    var request = new ImportRequest("job-1", ImportRequest.Format.NDJSON, "old", null, NOW);
    String file = line("\"responseId\":\"r1\",", 9);
    files.receive("job-1", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    files.confirm(request);

    imports.start();

    assertThat(ended("job-1").accepted()).isEqualTo(1);
    assertThat(broker.keys()).containsExactly("r1");
  }

  /** Before, what the interruption broke off was told as failed, and its file was deleted. */
  @Test
  void runsAgainWhatWasBrokenOff_whenTheServiceStopsWhileItIsRead() throws Exception {
    imports.stop();
    AtomicInteger asked = new AtomicInteger();
    AtomicReference<ImportRunner> broken = new AtomicReference<>();
    Clock stops =
        new Clock() {
          @Override
          public Instant instant() {
            if (asked.getAndIncrement() == 0) {
              broken.get().stop();
            }
            return NOW;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    broken.set(publisher(new ImportLinesReader(stops)));
    String file = line("\"responseId\":\"r1\",", 9);
    files.receive("job-1", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    files.confirm(new ImportRequest("job-1", ImportRequest.Format.NDJSON, "old", null, NOW));

    broken.get().start();

    await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() > 0);
    imports.start();
    assertThat(ended("job-1").status()).isEqualTo(ImportJob.Status.DONE);
    assertThat(broker.keys()).containsExactly("r1");
  }

  @Test
  void forgetsWhatWasNeverConfirmed() throws Exception {
    files.receive("job-1", new ByteArrayInputStream(new byte[] {1}));
    assertThat(filesLeft()).isEqualTo("job-1.data");

    new ImportFiles(new ImportProperties(folder, DataSize.ofKilobytes(64), 20), room);

    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void refusesAFileThatIsTooLarge_andKeepsNothingOfIt() throws Exception {
    service
        .perform(post("/api/responses/import").contentType(NDJSON).content("x".repeat(65 * 1024)))
        .andExpect(status().isContentTooLarge());

    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void keepsNothingOfAFileThatTheDiskHasNoRoomFor() {
    // More than any disk has.
    var full = new DiskRoom(List.of(folder), Long.MAX_VALUE, news -> {});

    assertThatThrownBy(
            () ->
                new ImportFiles(settings(), full)
                    .receive("job-1", new ByteArrayInputStream(new byte[] {1})))
        .isInstanceOf(RefusedBodyException.class);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void sendsNothing_whileTheDiskHasNoRoom() throws Exception {
    var full = new DiskRoom(List.of(folder), Long.MAX_VALUE, news -> {});
    var request = new ImportRequest("job-1", ImportRequest.Format.NDJSON, "old", null, NOW);
    String file = line("\"responseId\":\"r1\",", 9);
    files.receive("job-1", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    files.confirm(request);
    var waiting = publisher(new ImportLinesReader(CLOCK), full);

    waiting.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> waiting.waiting() == 0);
    waiting.stop();

    assertThat(broker.keys()).isEmpty();
    assertThat(files.unfinished()).as("it is run when there is room").containsExactly(request);
  }

  @Test
  void refusesToStart_whereItCannotKeepFiles() throws Exception {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(
            () -> new ImportFiles(new ImportProperties(file, DataSize.ofKilobytes(64), 20), room))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("barometer.imports.directory cannot be made");
  }

  private ImportProperties settings() {
    return new ImportProperties(folder, DataSize.ofKilobytes(64), 20);
  }

  @Test
  void countsEveryBadLine_andKeepsTheFirstHundred() throws Exception {
    var upload = post("/api/responses/import").contentType(NDJSON).content("{}\n".repeat(5_000));

    ImportJob job = ended(idOf(service.perform(upload)));

    assertThat(job.rejected()).isEqualTo(5_000);
    assertThat(job.errors()).hasSize(100);
  }

  @Test
  void sendsTheLinesInTheirOrder() throws Exception {
    String file =
        IntStream.range(0, 450)
            .mapToObj(i -> line("\"responseId\":\"" + i + "\",", 9))
            .collect(Collectors.joining("\n"));

    ImportJob job =
        ended(
            idOf(service.perform(post("/api/responses/import").contentType(NDJSON).content(file))));

    assertThat(job.accepted()).isEqualTo(450);
    assertThat(broker.keys())
        .containsExactlyElementsOf(IntStream.range(0, 450).mapToObj(String::valueOf).toList());
  }

  @Test
  void refusesWhatItCouldNotRead_andKeepsNoFile() throws Exception {
    service
        .perform(
            post("/api/responses/import")
                .queryParam("mapping", MAPPING.replace("ALL", "NONE"))
                .contentType("text/csv")
                .content("id,all\n1,5\n"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("mapping.answers[0].column"));
    service
        .perform(
            post("/api/responses/import")
                .queryParam("mapping", "{\"answers\":3}")
                .contentType("text/csv")
                .content("id,all\n1,5\n"))
        .andExpect(status().isUnprocessableContent());
    service
        .perform(
            post("/api/responses/import")
                .queryParam("mapping", MAPPING)
                .contentType("text/csv")
                .content(""))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("file"));
    service
        .perform(
            post("/api/responses/import")
                .queryParam("mapping", MAPPING)
                .contentType("text/csv")
                .content("who;what\n1;5\n"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors.length()").value(1))
        .andExpect(jsonPath("$.errors[0].field").value("file"));
    service
        .perform(post("/api/responses/import").contentType("text/plain").content("x"))
        .andExpect(status().isUnsupportedMediaType());

    assertThat(filesLeft()).isEmpty();
  }

  /** Before, a job was done when its lines were accepted, whatever became of them. */
  @Test
  void isDone_whenWhatItBroughtIsCounted() throws Exception {
    asOf.set(NOW);
    String file = line("\"responseId\":\"r1\",", 9) + "\n" + line("\"responseId\":\"r2\",", 8);

    String id =
        idOf(service.perform(post("/api/responses/import").contentType(NDJSON).content(file)));

    await().atMost(LIMIT).until(() -> jobs.find(id).orElseThrow().acceptedAt() != null);
    await().atMost(LIMIT).until(() -> filesLeft().isEmpty());
    service
        .perform(get("/api/jobs/" + id))
        .andExpect(jsonPath("$.status").value("counting"))
        .andExpect(jsonPath("$.accepted").value(2))
        .andExpect(jsonPath("$.counted").value(0))
        .andExpect(jsonPath("$.finishedAt").doesNotExist());

    asOf.set(NOW.plusMillis(1));

    assertThat(ended(id).status()).isEqualTo(ImportJob.Status.DONE);
    assertThat(ended(id).counted()).isEqualTo(2);
  }

  @Test
  void isDone_alsoWhenTheServiceEndedWhileItWasCounted() throws Exception {
    asOf.set(NOW);
    String id =
        idOf(
            service.perform(
                post("/api/responses/import")
                    .contentType(NDJSON)
                    .content(line("\"responseId\":\"r1\",", 9))));
    await().atMost(LIMIT).until(() -> jobs.find(id).orElseThrow().acceptedAt() != null);
    imports.stop();
    counting.stop();

    asOf.set(NOW.plusSeconds(1));
    counting = new CountingRunner(jobs, asOf::get, CLOCK);
    counting.start();

    assertThat(ended(id).status()).isEqualTo(ImportJob.Status.DONE);
    assertThat(ended(id).counted()).isEqualTo(1);
  }

  @Test
  void countsAsManyLines_asWereAcceptedBefore() {
    var counts = new Counts();
    counts.accepted(2_000, NOW);
    counts.accepted(3_500, NOW.plusSeconds(2));

    assertThat(counts.countedBy(NOW)).as("accepted then, not before").isZero();
    assertThat(counts.countedBy(NOW.plusSeconds(1))).isEqualTo(2_000);
    assertThat(counts.isOver()).isFalse();
    assertThat(counts.countedBy(NOW.plusSeconds(3))).isEqualTo(3_500);
    assertThat(counts.isOver()).isTrue();
  }

  @Test
  void listsJobs_theNewestFirst() throws Exception {
    for (int i = 1; i <= 3; i++) {
      jobs.save(
          new ImportProgress(
                  new ImportRequest("job-" + i, ImportRequest.Format.CSV, null, null, NOW))
              .accepted(NOW, NOW));
    }

    service
        .perform(get("/api/jobs?limit=2"))
        .andExpect(jsonPath("$.items[0].id").value("job-3"))
        .andExpect(jsonPath("$.items[0].status").value("done"))
        .andExpect(jsonPath("$.next").value("job-2"));
    service
        .perform(get("/api/jobs?limit=2&before=job-2"))
        .andExpect(jsonPath("$.items.length()").value(1))
        .andExpect(jsonPath("$.next").doesNotExist());
    service.perform(get("/api/jobs/none")).andExpect(status().isNotFound());
    for (String limit : new String[] {"0", "101", "-1", "two"}) {
      service
          .perform(get("/api/jobs?limit=" + limit))
          .andExpect(status().isUnprocessableContent())
          .andExpect(jsonPath("$.errors[0].field").value("limit"));
    }
  }

  @Test
  void refusesAFile_whenEnoughAreWaiting() throws Exception {
    var settings = new ImportProperties(folder, DataSize.ofKilobytes(64), 0);
    var controller =
        new ImportsController(
            new ImportStore(
                files,
                new ImportLinesReader(CLOCK),
                jobs,
                imports,
                settings,
                acts.auditLog(),
                CLOCK));
    MockMvc full =
        MockMvcBuilders.standaloneSetup(controller)
            .setControllerAdvice(new ProblemAdvice())
            .build();

    full.perform(post("/api/responses/import").contentType(NDJSON).content(line("", 9)))
        .andExpect(status().isTooManyRequests())
        .andExpect(header().exists("Retry-After"))
        .andExpect(jsonPath("$.detail").value("Too many imports are waiting"));

    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void refusesAMappingThatIsTooLong() throws Exception {
    service
        .perform(
            MockMvcRequestBuilders.multipart("/api/responses/import")
                .part(new MockPart("mapping", new byte[100_001]))
                .part(new MockPart("file", "ID,ALL\n1,5\n".getBytes(StandardCharsets.UTF_8))))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[0].field").value("mapping"));
  }
}
