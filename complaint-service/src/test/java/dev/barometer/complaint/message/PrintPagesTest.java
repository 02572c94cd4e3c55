package dev.barometer.complaint.message;

import static dev.barometer.complaint.CaseFixtures.BOOK;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.frame.brand.Brand;
import dev.barometer.print.PdfWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletResponse;

class PrintPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Actor ADA = new Actor("staff:ada", "Ada");

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final CaseMoves moves = new CaseMoves(BOOK);
  private PdfFiles pdfs = new PdfFiles(Brand.NONE);
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(DATABASE.mongo(), clock).with("kim", "agent", EMAIL_TEAM.team());
    desk.with("lee", "agent", "Another").with("admin", "admin");
    Case here = desk.cases.put(null, openCase("C-1")).orElseThrow();
    here = desk.cases.put(here, moves.note(here, ADA, clock.instant(), "INSIDE")).orElseThrow();
    desk.cases.put(here, moves.message(here, ADA, clock.instant(), "We look."));
    desk.cases.put(null, openCase("C-2"));
  }

  private MockHttpServletResponse asked(String who, String path) throws Exception {
    var page =
        new PrintPageController(
            desk.moves, new TicketRepository(DATABASE.mongo()), pdfs, DrawnPages.settings());
    return desk.httpOf(who, page).perform(get(path)).andReturn().getResponse();
  }

  @Test
  void givesThePdfToWhoSeesTheCase_andToNobodyElse() throws Exception {
    MockHttpServletResponse pdf = asked("kim", "/desk/C-1/letter?format=pdf");

    assertThat(pdf.getStatus()).isEqualTo(200);
    assertThat(pdf.getContentType()).isEqualTo("application/pdf");
    assertThat(pdf.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(pdf.getHeader("Content-Disposition")).contains("letter-C-1.pdf");
    assertThat(pdf.getContentAsString()).startsWith("%PDF-");
    assertThat(asked("admin", "/desk/C-1/letter?format=pdf").getStatus()).isEqualTo(200);
    for (String path : new String[] {"", "?format=pdf", "?format=pdf&entry=3"}) {
      MockHttpServletResponse refused = asked("lee", "/desk/C-1/letter" + path);
      assertThat(refused.getStatus()).as(path).isEqualTo(404);
      assertThat(refused.getContentAsString()).doesNotContain("%PDF-");
    }
  }

  @Test
  void givesOfACaseNothingButWhatWasWrittenToTheCustomer() throws Exception {
    assertThat(asked("kim", "/desk/C-1/letter?format=pdf&entry=3").getStatus()).isEqualTo(200);
    assertThat(asked("kim", "/desk/C-1/letter?format=pdf&entry=2").getStatus()).isEqualTo(404);
    assertThat(asked("kim", "/desk/C-1/letter?format=pdf&entry=9").getStatus()).isEqualTo(404);
    assertThat(asked("kim", "/desk/C-2/letter?format=pdf").getStatus()).isEqualTo(404);
    assertThat(asked("kim", "/desk/C-1/letter?format=docx").getStatus()).isEqualTo(422);
  }

  @Test
  void asksToComeBack_whenOthersArePrintedForTooLong() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    pdfs =
        new PdfFiles(
            Brand.NONE,
            () -> {
              begun.countDown();
              try {
                free.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new PdfWriter();
            },
            Duration.ofMillis(20));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<MockHttpServletResponse> first =
          other.submit(() -> asked("kim", "/desk/C-1/letter?format=pdf"));
      begun.await();
      MockHttpServletResponse refused = asked("kim", "/desk/C-1/letter?format=pdf");
      free.countDown();

      assertThat(refused.getStatus()).isEqualTo(503);
      assertThat(refused.getHeader("Retry-After")).isEqualTo("15");
      assertThat(first.get().getStatus()).isEqualTo(200);
    } finally {
      other.shutdownNow();
    }
  }
}
