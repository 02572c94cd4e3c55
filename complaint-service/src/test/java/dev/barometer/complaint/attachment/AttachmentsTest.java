package dev.barometer.complaint.attachment;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.net.httpserver.HttpServer;
import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Attachment;
import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.timetable.TestTimetable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.unit.DataSize;

/** Files at a case: what may come, who reaches it, and how it goes. */
class AttachmentsTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String ID = "C-1";
  private static final String ALL = "/api/complaints/" + ID + "/attachments";
  private static final List<String> TYPES = List.of("pdf", "png", "txt", "csv", "docx", "eml");

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk =
      new Desk(DATABASE.mongo(), clock).with("ann", "agent", "Blue").with("bo", "agent", "Red");
  private final TestTimetable timetable = new TestTimetable(DATABASE.mongo(), clock);
  private final ChunkRepository chunks = new ChunkRepository(DATABASE.mongo());
  private final AttachmentRunner runner = new AttachmentRunner(desk.cases, chunks);
  private final MockMvc ann = desk.httpOf("ann", controller(null));
  private final MockMvc bo = desk.httpOf("bo", controller(null));

  private AttachmentController controller(@Nullable URI scanner) {
    var settings =
        new AttachmentProperties(
            DataSize.ofKilobytes(600),
            2,
            TYPES,
            scanner,
            Duration.ofSeconds(5),
            Duration.ofHours(1));
    return new AttachmentController(
        new AttachmentPublisher(
            desk.moves,
            chunks,
            new ScanClient(scanner, settings.scanTimeout()),
            CaseFixtures.BOOK,
            timetable,
            settings,
            clock),
        desk.moves);
  }

  @BeforeEach
  void openACase() {
    Context blue = new Context(null, "Blue", null, null, null, null, null, null);
    desk.cases.put(null, CaseFixtures.openCase(ID, MONDAY, Severity.NORMAL, blue));
  }

  @Test
  void givesBackTheSameBytes_ofSeveralPieces() throws Exception {
    byte[] pdf = Arrays.copyOf("%PDF-1.7 ".getBytes(UTF_8), 600_000);
    pdf[599_999] = 7;

    assertThat(sent(ann, "Beschwerde 불만.pdf", pdf).getStatus()).isEqualTo(201);

    MockHttpServletResponse got = ann.perform(get(ALL + "/1")).andReturn().getResponse();
    assertThat(got.getContentAsByteArray()).isEqualTo(pdf);
    assertThat(got.getHeader("Content-Disposition")).startsWith("attachment; filename");
    assertThat(got.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.getContentType()).isEqualTo("application/octet-stream");
    assertThat(kept()).isEqualTo(3);
    assertThat(there()).extracting(Attachment::name).containsExactly("Beschwerde 불만.pdf");
  }

  @Test
  void isTakenOnce_whenItIsSentAgain() throws Exception {
    sent(ann, "a.txt", "one".getBytes(UTF_8));

    assertThat(sent(ann, "a.txt", "one".getBytes(UTF_8)).getStatus()).isEqualTo(201);

    assertThat(there()).hasSize(1);
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void comesByAForm_withoutTheFoldersOfItsSender() throws Exception {
    MockPart part = new MockPart("file", "C:\\home\\..\\list.csv", "a;b\n".getBytes(UTF_8));

    int status = ann.perform(multipart(ALL).part(part)).andReturn().getResponse().getStatus();

    assertThat(status).isEqualTo(201);
    assertThat(there()).extracting(Attachment::name).containsExactly("list.csv");
  }

  @Test
  void isRefused_whereItIsNotWhatItsNameSays() throws Exception {
    assertThat(sent(ann, "a.pdf", "<svg onload=x>".getBytes(UTF_8)).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.svg", "<svg/>".getBytes(UTF_8)).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.html", "<p>".getBytes(UTF_8)).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.zip", archive("a")).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.txt", new byte[] {'a', 0, 'b'}).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.txt", new byte[] {(byte) 0xff, 'b'}).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.txt", new byte[0]).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.docx", archive("[Content_Types].xml", "xl/a")).getStatus())
        .isEqualTo(422);
    assertThat(
            sent(
                    ann,
                    "a.docx",
                    archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))
                .getStatus())
        .isEqualTo(422);
    assertThat(sent(ann, "a.eml", "Hello\n\nFrom: a".getBytes(UTF_8)).getStatus()).isEqualTo(422);
    assertThat(sent(ann, "a.txt", new byte[700_000]).getStatus()).isEqualTo(413);
    assertThat(kept()).isZero();

    assertThat(sent(ann, "a.docx", archive("[Content_Types].xml", "word/document.xml")).getStatus())
        .isEqualTo(201);
    assertThat(sent(ann, "a.eml", "From: a\nTo: b\n\nHello".getBytes(UTF_8)).getStatus())
        .isEqualTo(201);
    assertThat(sent(ann, "third.txt", "x".getBytes(UTF_8)).getStatus()).isEqualTo(409);
  }

  @Test
  void isNotThere_forWhoeverDoesNotSeeTheCase() throws Exception {
    sent(ann, "a.txt", "one".getBytes(UTF_8));

    assertThat(bo.perform(get(ALL)).andReturn().getResponse().getStatus()).isEqualTo(404);
    assertThat(bo.perform(get(ALL + "/1")).andReturn().getResponse().getStatus()).isEqualTo(404);
    assertThat(bo.perform(delete(ALL + "/1")).andReturn().getResponse().getStatus()).isEqualTo(404);
    assertThat(sent(bo, "b.txt", "two".getBytes(UTF_8)).getStatus()).isEqualTo(404);
    assertThat(there()).hasSize(1);
  }

  @Test
  void losesItsBytes_whenItIsRemoved_andItsNumberIsNotGivenAgain() throws Exception {
    sent(ann, "a.txt", "one".getBytes(UTF_8));

    assertThat(ann.perform(delete(ALL + "/1")).andReturn().getResponse().getStatus())
        .isEqualTo(204);
    StillRunner.tell(DATABASE.mongo(), List.of(runner), clock);

    assertThat(kept()).isZero();
    assertThat(ann.perform(get(ALL + "/1")).andReturn().getResponse().getStatus()).isEqualTo(404);
    sent(ann, "b.txt", "two".getBytes(UTF_8));
    assertThat(there()).extracting(Attachment::number).containsExactly(2);
    assertThat(history()).containsExactly("opened", "attached", "attachment-removed", "attached");
  }

  @Test
  void leavesNothing_whenItNeverCameToItsCase() throws Exception {
    sent(ann, "a.txt", "one".getBytes(UTF_8));
    AttachmentRunner.Orphan orphan = new AttachmentRunner.Orphan(ID, 2, "u");
    timetable
        .getObject()
        .schedule(
            new dev.barometer.starter.timetable.Due(
                AttachmentRunner.KIND, orphan.key(), clock.instant(), "2"));
    chunks.put(ID, 2, 0, "u", new byte[] {1});
    chunks.put(ID, 2, 1, "another", new byte[] {1});

    clock.advance(Duration.ofHours(2));
    assertThat(timetable.due(AttachmentRunner.KIND)).hasSize(2);
    timetable.work(runner);

    assertThat(kept()).as("the one that came, and another's").isEqualTo(2);
    assertThat(ann.perform(get(ALL + "/1")).andReturn().getResponse().getContentAsString())
        .isEqualTo("one");
  }

  @Test
  void takesAnotherNumber_whenTwoComeAtOnce() throws Exception {
    chunks.put(ID, 1, 0, "somebody's", new byte[] {1});

    sent(ann, "a.txt", "one".getBytes(UTF_8));

    assertThat(there()).extracting(Attachment::number).containsExactly(2);
  }

  @Test
  void isKeptOnlyWhenTheScannerSaysThatItIsClean() throws Exception {
    int[] answer = {200};
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          call.getRequestBody().readAllBytes();
          byte[] text = "Eicar".getBytes(UTF_8);
          call.sendResponseHeaders(answer[0], text.length);
          call.getResponseBody().write(text);
          call.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    MockMvc scanned = desk.httpOf("ann", controller(address));

    assertThat(sent(scanned, "a.txt", "one".getBytes(UTF_8)).getStatus()).isEqualTo(201);
    answer[0] = 406;
    MockHttpServletResponse refused = sent(scanned, "b.txt", "two".getBytes(UTF_8));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString()).contains("Eicar");
    answer[0] = 500;
    assertThat(sent(scanned, "b.txt", "two".getBytes(UTF_8)).getStatus()).isEqualTo(503);
    server.stop(0);
    assertThat(sent(scanned, "b.txt", "two".getBytes(UTF_8)).getStatus()).isEqualTo(503);
    assertThat(kept()).isEqualTo(1);
  }

  private MockHttpServletResponse sent(MockMvc who, String name, byte[] bytes) throws Exception {
    return who.perform(
            post(ALL).param("name", name).contentType("application/octet-stream").content(bytes))
        .andReturn()
        .getResponse();
  }

  private static byte[] archive(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write('x');
      }
    }
    return bytes.toByteArray();
  }

  private long kept() {
    return DATABASE.mongo().getCollection("attachment_chunks").countDocuments();
  }

  private List<Attachment> there() {
    return Attachments.of(found());
  }

  private List<String> history() {
    return found().handling().history().stream().map(entry -> entry.what()).toList();
  }

  private Case found() {
    return desk.cases.find(ID).orElseThrow();
  }
}
