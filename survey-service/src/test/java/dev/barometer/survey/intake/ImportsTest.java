package dev.barometer.survey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.contract.Topics;
import dev.barometer.starter.web.Problems;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.response.ResponsePublisher;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
  private static final String NDJSON = "application/x-ndjson";
  private static final String MAPPING =
      """
      {"source":"s","surveyId":"visitors","id":"ID","submittedAt":{"value":"2026-05-15T12:00:00Z"},
       "answers":[{"questionId":"overall","metric":"csat","scale":"5","column":"ALL"}]}""";

  @TempDir private Path folder;
  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final Broker acts = Broker.thatAcknowledges();
  private ImportFilesRepository files;
  private ImportJobRepository jobs;
  private ImportPublisher imports;
  private MockMvc service;

  @BeforeEach
  void start() throws Exception {
    var settings = new ImportProperties(folder, DataSize.ofKilobytes(64), 20);
    files = new ImportFilesRepository(settings);
    jobs = new ImportJobRepository(database.mongo());
    var lines = new ImportLinesRepository(CLOCK);
    imports =
        new ImportPublisher(
            files,
            lines,
            jobs,
            new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
            CLOCK);
    imports.start();
    service =
        MockMvcBuilders.standaloneSetup(
                new ImportsController(
                    files, lines, jobs, imports, settings, acts.auditLog(), CLOCK))
            .setControllerAdvice(new Problems())
            .build();
  }

  @AfterEach
  void stop() {
    imports.stop();
    database.close();
  }

  private static String line(String start, int nps) {
    return """
        {%s"answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":%d}]}"""
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

    assertThat(job.accepted()).isEqualTo(1);
    assertThat(job.rejected()).isEqualTo(1);
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

  @Test
  void forgetsWhatWasNeverConfirmed() throws Exception {
    files.receive("job-1", new ByteArrayInputStream(new byte[] {1}));
    assertThat(filesLeft()).isEqualTo("job-1.data");

    new ImportFilesRepository(new ImportProperties(folder, DataSize.ofKilobytes(64), 20));

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
        .perform(post("/api/responses/import").contentType("text/plain").content("x"))
        .andExpect(status().isUnsupportedMediaType());

    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void listsJobs_theNewestFirst() throws Exception {
    for (int i = 1; i <= 3; i++) {
      jobs.save(
          new ImportProgress(
                  new ImportRequest("job-" + i, ImportRequest.Format.CSV, null, null, NOW))
              .done(NOW));
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
            files,
            new ImportLinesRepository(CLOCK),
            jobs,
            imports,
            settings,
            acts.auditLog(),
            CLOCK);
    MockMvc full =
        MockMvcBuilders.standaloneSetup(controller).setControllerAdvice(new Problems()).build();

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
