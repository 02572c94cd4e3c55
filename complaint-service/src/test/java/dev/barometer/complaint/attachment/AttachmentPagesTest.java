package dev.barometer.complaint.attachment;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.starter.timetable.TestTimetable;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockPart;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The files of a case on its page, in three languages. */
class AttachmentPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final RequestPostProcessor MANAGER =
      request -> {
        request.addUserRole("MANAGER");
        return request;
      };

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk = new Desk(DATABASE.mongo(), clock);
  private final AttachmentProperties settings = AttachmentFixtures.SETTINGS;
  private final MockMvc pages =
      DrawnPages.of(
          new AttachmentPageController(
              new AttachmentPublisher(
                  desk.moves,
                  new ChunkRepository(DATABASE.mongo()),
                  new ScanClient(null, Duration.ofSeconds(5)),
                  CaseFixtures.BOOK,
                  new TestTimetable(DATABASE.mongo(), clock),
                  settings,
                  clock)),
          new CasePage(desk, new AttachmentReader(settings)));

  /** A page that has the files of a case, as that of the desk. */
  @Controller
  static class CasePage {
    private final Desk desk;
    private final AttachmentReader reader;

    CasePage(Desk desk, AttachmentReader reader) {
      this.desk = desk;
      this.reader = reader;
    }

    @GetMapping("/desk/C-1")
    String page(HttpServletRequest request, Model model) {
      model.addAttribute("caseId", "C-1");
      model.addAttribute("files", reader.of(desk.cases.find("C-1").orElseThrow(), request));
      return "desk-attachments :: files";
    }
  }

  @BeforeEach
  void openACase() {
    desk.cases.put(null, CaseFixtures.openCase("C-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "en, Nobody scans files here, Nothing was kept, The file is kept",
    "zh-CN, 此处不扫描文件, 未保存, 附件已保存",
    "ko, 여기서는 파일을 검사하지 않습니다, 보관하지 않았습니다, 파일을 이 건에 보관했습니다"
  })
  void comesByTheForm_andGoesByTheOther(
      String language, String unscanned, String refused, String kept) throws Exception {
    assertThat(drawn("/desk/C-1", language)).contains(unscanned).doesNotContain("??");
    String back = sent("a.exe", language);
    assertThat(back).isEqualTo("/desk/C-1?refused=422#files");
    assertThat(drawn(back, language)).contains(refused).doesNotContain("??");

    back = sent("<i>.txt", language);
    assertThat(back).isEqualTo("/desk/C-1?attached=#files");
    assertThat(drawn(back, language))
        .contains(kept, "&lt;i&gt;.txt", "/api/complaints/C-1/attachments/1")
        .doesNotContain("??", "<i>", "attachments/remove");
    String forManagers =
        DrawnPages.text(DrawnPages.perform(pages, get("/desk/C-1").with(MANAGER), language));
    assertThat(forManagers).contains("attachments/remove");

    DrawnPages.perform(
        pages,
        post("/desk/attachments/remove").param("complaint", "C-1").param("number", "1"),
        language);
    assertThat(Attachments.of(desk.cases.find("C-1").orElseThrow())).isEmpty();
  }

  private String sent(String name, String language) throws Exception {
    return DrawnPages.perform(
            pages,
            post("/desk/attachments")
                .param("complaint", "C-1")
                .with(
                    request -> {
                      request.addPart(new MockPart("file", name, "said".getBytes(UTF_8)));
                      return request;
                    }),
            language)
        .getResponse()
        .getRedirectedUrl();
  }

  private String drawn(String address, String language) throws Exception {
    return DrawnPages.text(DrawnPages.perform(pages, get(java.net.URI.create(address)), language));
  }
}
