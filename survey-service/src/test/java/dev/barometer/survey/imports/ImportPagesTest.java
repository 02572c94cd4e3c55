package dev.barometer.survey.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import dev.barometer.contract.Topics;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.Role;
import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.file.ImportLinesReader;
import dev.barometer.survey.gate.KnownIds;
import dev.barometer.survey.response.IdempotencyKeyRepository;
import dev.barometer.survey.response.ResponseBatchPublisher;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.ticket.TicketPublisher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.View;

/** What the pages of imports are given to show; how they look is seen in a browser. */
class ImportPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ROWS = "ID,ALL\n1,5\n";
  private static final String MAPPING =
      """
      {"source":"s","surveyId":"visitors","id":"ID","submittedAt":{"value":"2026-05-15T12:00:00Z"},
       "answers":[{"questionId":"overall","metric":"csat","scale":"5","column":"ALL"}]}\
      """;

  @TempDir private Path folder;
  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final DiskRoom room = new DiskRoom(List.of(), null, news -> {});
  private final ImportJobRepository jobs = new ImportJobRepository(database.mongo());
  private MockMvc pages;

  /** Nothing is read of what is sent: the imports are not started. */
  @BeforeEach
  void start() throws Exception {
    pages = pages(20);
  }

  private MockMvc pages(int mostWaiting) throws Exception {
    var settings = new ImportProperties(folder, DataSize.ofKilobytes(64), mostWaiting);
    var files = new ImportFiles(settings, room);
    var lines = new ImportLinesReader(CLOCK);
    KnownIds nobodys = (id, settled) -> KnownIds.Ownership.UNKNOWN;
    var imports =
        new ImportRunner(
            files,
            lines,
            jobs,
            new ResponseBatchPublisher(
                new IdempotencyKeyRepository(database.mongo(), Runnable::run),
                new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
                CLOCK),
            new TicketPublisher(broker.publisherTo(Topics.INBOUND_TICKETS)),
            nobodys,
            nobodys,
            new CountingRunner(jobs, () -> NOW, CLOCK),
            room,
            CLOCK);
    View nothing = (model, request, response) -> response.getWriter().flush();
    return MockMvcBuilders.standaloneSetup(
            new ImportPageController(
                jobs,
                new ImportStore(files, lines, jobs, imports, settings, broker.auditLog(), CLOCK)))
        .setSingleView(nothing)
        .defaultRequest(
            get("/")
                .principal(
                    Callers.authenticated(new Caller("1", "Kim", Role.ADMIN, "desk", List.of()))))
        .build();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void takesAFileOn_andLeadsToItsPage() throws Exception {
    MvcResult answer = send("responses", "csv", MAPPING, "", ROWS);

    ImportJob job = jobs.newest(1, null).items().get(0);
    assertThat(answer.getModelAndView().getViewName()).isEqualTo("redirect:/imports/" + job.id());
    assertThat(job.kind()).isEqualTo("responses");
    assertThat(job.source()).isEqualTo("s");
    assertThat(job.requestedBy()).isEqualTo("Kim");
    assertThat(job.linesExpected()).isEqualTo(2);
    assertThat(broker.values()).singleElement().asString().contains("import.started");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(job.id() + ".data", job.id() + ".json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "responses | csv    | ''       | ''   | ID,ALL | mapping | is required",
        "responses | csv    | {        | ''   | ID,ALL | mapping | must be JSON",
        "responses | csv    | {}       | desk | ID,ALL | source  | is named by the mapping",
        "tickets   | ndjson | {}       | ''   | {}     | mapping | is of CSV files",
        "surveys   | csv    | {}       | ''   | ID,ALL | kind    | must be one of",
        "responses | csv    | {}       | ''   | ''     | file    | is required",
      })
  void keepsWhatTheFormHad_whenSomethingOfItIsWrong(
      String kind,
      String format,
      String mapping,
      String source,
      String file,
      String field,
      String rule)
      throws Exception {
    MvcResult answer = send(kind, format, mapping, source, file);

    Map<String, Object> shown = answer.getModelAndView().getModel();
    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown.get("form"))
        .isEqualTo(new ImportPageController.Form(kind, format, mapping, source));
    assertThat(shown.get("violations"))
        .asInstanceOf(InstanceOfAssertFactories.list(Violation.class))
        .anyMatch(one -> one.field().startsWith(field) && one.rule().contains(rule));
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void saysWhatIsTooMuch_andKeepsTheForm() throws Exception {
    MvcResult tooLarge = send("responses", "csv", MAPPING, "", "x".repeat(65 << 10));
    pages = pages(0);
    MvcResult tooMany = send("responses", "csv", MAPPING, "", ROWS);

    assertThat(tooLarge.getResponse().getStatus()).isEqualTo(413);
    assertThat(tooLarge.getModelAndView().getModel()).containsEntry("refused", 413);
    assertThat(tooMany.getModelAndView().getModel())
        .containsEntry("refused", 429)
        .containsEntry("form", new ImportPageController.Form("responses", "csv", MAPPING, ""));
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void isAskedAgainUntilEverythingIsCounted() throws Exception {
    jobs.save(job("a", ImportJob.Status.COUNTING, 3));
    assertThat(progress("a").getResponse().getStatus()).isEqualTo(200);

    jobs.save(job("a", ImportJob.Status.DONE, 8));
    assertThat(progress("a").getResponse().getStatus()).isEqualTo(286);
  }

  @Test
  void tellsHowFarItIs_byWhatIsCounted() {
    ImportView counting = ImportView.of(job("a", ImportJob.Status.COUNTING, 3));

    assertThat(counting.through()).as("counted, skipped and rejected").isEqualTo(5);
    assertThat(counting.of()).isEqualTo(10);
    assertThat(counting.isOver()).isFalse();
    ImportView running = ImportView.of(job("a", ImportJob.Status.RUNNING, 3));
    assertThat(running.of()).as("as many as lines end in the file").isEqualTo(40);
    ImportView done = ImportView.of(job("a", ImportJob.Status.DONE, 8));
    assertThat(done.through()).isEqualTo(done.of());
    assertThat(done.isOver()).isTrue();
    assertThat(ImportView.of(job("a", ImportJob.Status.WAITING, 0)).of()).isNull();
  }

  @Test
  void isAListForASpreadsheet_ofAllThereAre() throws Exception {
    for (int i = 0; i < 501; i++) {
      jobs.save(job("job-%03d".formatted(i), ImportJob.Status.DONE, 8));
    }

    String file =
        pages
            .perform(get("/imports?format=csv"))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);

    assertThat(file.lines()).hasSize(502);
    assertThat(file)
        .contains("job-500,tickets,csv,'=HYPERLINK(1),Kim,2026-11-22T12:00:00Z,")
        .contains(",done,10,8,8,1,1,");
  }

  private static ImportJob job(String id, ImportJob.Status status, long counted) {
    return new ImportJob(
        id,
        status,
        "tickets",
        "csv",
        "=HYPERLINK(1)",
        NOW,
        null,
        null,
        40L,
        10,
        8,
        counted,
        1,
        1,
        List.of(),
        "Kim",
        null);
  }

  private MvcResult progress(String id) throws Exception {
    return pages.perform(get("/imports/{id}/progress", id)).andReturn();
  }

  private MvcResult send(String kind, String format, String mapping, String source, String file)
      throws Exception {
    return pages
        .perform(
            multipart("/imports")
                .part(new MockPart("file", "f.csv", file.getBytes(StandardCharsets.UTF_8)))
                .param("kind", kind)
                .param("format", format)
                .param("mapping", mapping)
                .param("source", source))
        .andReturn();
  }
}
