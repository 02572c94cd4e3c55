package dev.barometer.complaint.message;

import static dev.barometer.complaint.CaseFixtures.BOOK;
import static dev.barometer.complaint.CaseFixtures.RULES;
import static dev.barometer.complaint.CaseFixtures.evidence;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.RoomInstance;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.frame.brand.Brand;
import dev.barometer.mailserver.SmtpServer;
import dev.barometer.print.PdfWriter;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.SendResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MessageRunnerTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Actor AGENT = new Actor("staff:ada", "Ada");
  private static final String KEPT = "barometer.mail.kept=true";

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final CaseMoves moves = new CaseMoves(BOOK);

  private RoomInstance start(@Nullable JavaMailSender server, String... settings)
      throws ClassNotFoundException {
    return start(PdfFiles.class, server, settings);
  }

  private RoomInstance start(Class<?> pdfs, @Nullable JavaMailSender server, String... settings)
      throws ClassNotFoundException {
    return new RoomInstance(
        DATABASE.mongo(),
        clock,
        server,
        List.of(
            MessageConfiguration.class,
            MessageRunner.class,
            CustomerMailClient.class,
            DeliveryPublisher.class,
            pdfs),
        settings);
  }

  /** Whose fonts are not there. */
  static class NoFonts {
    @Bean
    PdfFiles pdfs() {
      return new PdfFiles(
          Brand.NONE,
          () -> {
            throw new IllegalStateException("What is needed to print is not there");
          },
          PdfFiles.LONGEST_WAIT);
    }
  }

  /** Who takes his time to load the fonts. */
  static class SlowFonts {
    @Bean
    PdfFiles pdfs(Clock clock) {
      return new PdfFiles(
          Brand.NONE,
          () -> {
            ((MovingClock) clock).advance(Duration.ofSeconds(10));
            return new PdfWriter();
          },
          PdfFiles.LONGEST_WAIT);
    }
  }

  private static JavaMailSender sender(SmtpServer server) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(server.host());
    sender.setPort(server.port());
    return sender;
  }

  private static void ticketOf(RoomInstance instance, String name, @Nullable String email) {
    Ticket ticket =
        Ticket.builder("INC1")
            .revision(1)
            .status(Ticket.OPEN)
            .openedAt(MONDAY)
            .requester(new Requester("u-17", name, email, "zh-CN"))
            .build();
    instance
        .bean(TicketRepository.class)
        .apply(List.of(new Received<>("INC1", ticket, "t", MONDAY, 0, Topics.TICKETS, 0, 0)));
  }

  private void tell(RoomInstance instance) throws InterruptedException {
    StillRunner.tell(DATABASE.mongo(), List.of(instance.bean(MessageRunner.class)), clock);
  }

  private Case open(RoomInstance instance) {
    return instance.desk.cases.put(null, openCase("c-1")).orElseThrow();
  }

  private static Case now(RoomInstance instance) {
    return instance.desk.cases.find("c-1").orElseThrow();
  }

  private static List<String> history(RoomInstance instance) {
    return now(instance).handling().history().stream().map(Entry::what).toList();
  }

  private static void awaitHistory(RoomInstance instance, String... what) {
    await().untilAsserted(() -> assertThat(history(instance)).containsExactly(what));
  }

  @Test
  void sendsTheReceiptOnce_inTheCustomersLanguage_whateverIsRepeated() throws Exception {
    try (RoomInstance instance = start(null, KEPT)) {
      ticketOf(instance, "安娜", "ana@example.org");
      Case opened = open(instance);
      var change = new CaseFollower.Followed(opened, List.of(CaseEvent.of(null, opened)));

      instance.bean(MessageRunner.class).follow(List.of(change));
      awaitHistory(instance, "opened", "receipt-sent", "delivered");
      instance.bean(MessageRunner.class).follow(List.of(change));
      tell(instance);

      awaitHistory(instance, "opened", "receipt-sent", "delivered");
      KeptMail mail = instance.kept().get(0);
      assertThat(instance.kept()).hasSize(1);
      assertThat(mail.to()).isEqualTo("ana@example.org");
      assertThat(mail.subject()).contains("感谢您的反馈", "c-1");
      assertThat(mail.text()).contains("安娜，您好", "c-1", "INC1").doesNotContain("Slow");
    }
  }

  @Test
  void writesTheReceiptDown_thoughTheCaseMovesMeanwhile() throws Exception {
    try (RoomInstance instance = start(null, KEPT)) {
      ticketOf(instance, "Ana", "ana@example.org");
      Case opened = open(instance);
      var stale = new CaseFollower.Followed(opened, List.of(CaseEvent.of(null, opened)));
      instance.desk.cases.put(opened, moves.acknowledge(opened, AGENT, clock.instant(), null));

      instance.bean(MessageRunner.class).follow(List.of(stale));

      awaitHistory(instance, "opened", "acknowledged", "receipt-sent", "delivered");
    }
  }

  @Test
  void sendsNoReceipt_whenItWasSaidLongBefore_orNobodyMayBeWrittenTo() throws Exception {
    try (RoomInstance instance = start(null, KEPT)) {
      ticketOf(instance, "Ana", "ana@example.org");
      Instant longAgo = MONDAY.minus(Duration.ofDays(3));
      instance.desk.cases.put(
          null,
          new Opening(
                  "c-1",
                  "INC1",
                  "u-17",
                  evidence("r-1", longAgo, Severity.NORMAL, EMAIL_TEAM),
                  Actor.BAROMETER,
                  MONDAY,
                  false)
              .open(RULES));
      tell(instance);

      assertThat(history(instance)).containsExactly("opened");
    }
    try (RoomInstance off = start(null, KEPT, "barometer.complaints.receipts=off")) {
      DATABASE.clear();
      ticketOf(off, "Ana", "ana@example.org");
      open(off);
      tell(off);

      assertThat(history(off)).containsExactly("opened");
    }
    try (RoomInstance withoutServer = start(null)) {
      DATABASE.clear();
      ticketOf(withoutServer, "Ana", "ana@example.org");
      open(withoutServer);
      tell(withoutServer);

      assertThat(history(withoutServer)).containsExactly("opened");
    }
  }

  @Test
  void sendsWhatIsSaidToTheCustomer_andNothingElse() throws Exception {
    try (SmtpServer server = new SmtpServer();
        RoomInstance instance =
            start(
                sender(server),
                "barometer.complaints.receipts=off",
                "barometer.complaints.reply-to=desk@example.org")) {
      ticketOf(instance, "Ana", "ana@example.org");
      Case here = open(instance);
      here = put(instance, here, moves.note(here, AGENT, clock.instant(), "INSIDE ONE"));
      here = put(instance, here, moves.acknowledge(here, AGENT, clock.instant(), "We look."));
      here =
          put(
              instance,
              here,
              moves.assess(
                  here, AGENT, clock.instant(), Severity.SEVERE, Case.COMPLAINT, "INSIDE TWO"));
      put(
          instance,
          here,
          moves.respond(here, AGENT, clock.instant(), "This is\nour <b>answer</b>.", true));
      tell(instance);

      await().untilAsserted(() -> assertThat(server.taken()).hasSize(2));
      String first = decoded(server.taken().get(0).content());
      String second = decoded(server.taken().get(1).content());
      assertThat(first).contains("We look.", "Reply-To: desk@example.org");
      assertThat(second).contains("our <b>answer</b>.", "our &lt;b&gt;answer&lt;/b&gt;.", "c-1");
      assertThat(first).doesNotContain("application/pdf");
      assertThat(second).contains("application/pdf", "letter-c-1.pdf", base64("%PDF-1"));
      assertThat(first + second).doesNotContain("INSIDE");
      await()
          .untilAsserted(
              () -> assertThat(history(instance)).filteredOn("delivered"::equals).hasSize(2));
      tell(instance);
      assertThat(server.taken()).hasSize(2);
    }
  }

  @Test
  void sendsAFormalAnswerWithoutItsPdf_whenThatCannotBePrinted() throws Exception {
    try (SmtpServer server = new SmtpServer();
        RoomInstance instance =
            start(NoFonts.class, sender(server), "barometer.complaints.receipts=off")) {
      ticketOf(instance, "Ana", "ana@example.org");
      answered(instance, "c-1");
      tell(instance);

      awaitHistory(
          instance,
          "opened",
          "acknowledged",
          "assessed",
          "became-complaint",
          "responded",
          "delivered");
      assertThat(server.taken()).hasSize(1);
      assertThat(decoded(server.taken().get(0).content()))
          .contains("Our answer to c-1.")
          .doesNotContain("application/pdf");
      assertThat(now(instance).handling().history().get(5).details())
          .containsEntry("how", "sent")
          .containsEntry("pdf", "missing");
      assertThat(instance.dead()).isEmpty();
    }
  }

  @Test
  void leavesLettersForLater_whenThoseBeforeThemTookLong() throws Exception {
    try (RoomInstance instance =
        start(SlowFonts.class, null, KEPT, "barometer.complaints.receipts=off")) {
      ticketOf(instance, "Ana", "ana@example.org");
      List<OutboxEntry> entries = new ArrayList<>();
      for (String id : List.of("c-1", "c-2")) {
        int last = answered(instance, id).handling().history().size();
        entries.add(CustomerMailClient.entry(id, last));
      }
      Case third = instance.desk.cases.put(null, openCase("c-3")).orElseThrow();
      put(instance, third, moves.message(third, AGENT, clock.instant(), "We look."));
      entries.add(CustomerMailClient.entry("c-3", 2));
      CustomerMailClient client = instance.bean(CustomerMailClient.class);

      Map<String, SendResult> first = client.send(entries);
      Map<String, SendResult> next = client.send(entries.subList(1, 2));

      assertThat(first.get("customer-c-1-5").kind()).isEqualTo(SendResult.Kind.SENT);
      assertThat(first.get("customer-c-2-5").kind()).isEqualTo(SendResult.Kind.LATER);
      assertThat(first.get("customer-c-3-2").kind()).isEqualTo(SendResult.Kind.SENT);
      assertThat(next.get("customer-c-2-5").kind()).isEqualTo(SendResult.Kind.SENT);
      assertThat(instance.kept())
          .extracting(KeptMail::attachments)
          .containsExactly(List.of("letter-c-1.pdf"), List.of("letter-c-2.pdf"), List.of());
    }
  }

  /** A case with its formal answer. */
  private Case answered(RoomInstance instance, String id) {
    Case here = instance.desk.cases.put(null, openCase(id)).orElseThrow();
    here = put(instance, here, moves.acknowledge(here, AGENT, clock.instant(), null));
    here =
        put(
            instance,
            here,
            moves.assess(here, AGENT, clock.instant(), Severity.NORMAL, Case.COMPLAINT, null));
    return put(
        instance,
        here,
        moves.respond(here, AGENT, clock.instant(), "Our answer to " + id + ".", true));
  }

  private static Case put(RoomInstance instance, Case before, Case next) {
    return instance.desk.cases.put(before, next).orElseThrow();
  }

  private static String base64(String beginning) {
    return Base64.getEncoder().encodeToString(beginning.getBytes(StandardCharsets.UTF_8));
  }

  /** The parts of a mail, with those that are in Base64 as they read. */
  private static String decoded(String content) {
    StringBuilder all = new StringBuilder(content);
    Matcher part = Pattern.compile("base64\\s+([A-Za-z0-9+/=\\s]+?)\\s*(?:--|$)").matcher(content);
    while (part.find()) {
      all.append(
          new String(
              Base64.getMimeDecoder().decode(part.group(1).replaceAll("\\s", "")),
              StandardCharsets.UTF_8));
    }
    return all.toString().replace("=\r\n", "");
  }

  @Test
  void letsNobodyAddHeaders() throws Exception {
    try (SmtpServer server = new SmtpServer();
        RoomInstance instance = start(sender(server))) {
      ticketOf(instance, "Ana\r\nBcc: eve@example.org", "ana@example.org");
      open(instance);
      tell(instance);

      await().untilAsserted(() -> assertThat(server.taken()).hasSize(1));
      String headers = server.taken().get(0).content().split("\r?\n\r?\n", 2)[0];
      assertThat(headers).doesNotContainPattern("(?mi)^bcc:");
      assertThat(server.taken())
          .extracting(SmtpServer.Taken::to)
          .containsExactly("ana@example.org");
    }
  }

  @Test
  void sendsNothingToAnAddressThatIsNone() throws Exception {
    try (SmtpServer server = new SmtpServer();
        RoomInstance instance = start(sender(server))) {
      ticketOf(instance, "Ana", "ana@example.org\r\nBcc: eve@example.org");
      open(instance);
      tell(instance);

      awaitHistory(instance, "opened", "receipt-sent", "undelivered");
      assertThat(server.taken()).isEmpty();
    }
  }

  @Test
  void tellsWhatBecameOfIt_whenTheAddressIsRefused_orNobodyKnowsOne() throws Exception {
    try (SmtpServer server = new SmtpServer();
        RoomInstance instance = start(sender(server))) {
      server.refuse("ana@example.org", "550 5.1.1 User unknown");
      ticketOf(instance, "Ana", "ana@example.org");
      open(instance);
      tell(instance);

      awaitHistory(instance, "opened", "receipt-sent", "undelivered");
      assertThat(now(instance).handling().history().get(2).details())
          .containsEntry("why", "refused")
          .containsEntry("status", "5.1.1")
          .containsEntry("entry", "1");
    }
    try (RoomInstance instance = start(null, KEPT)) {
      DATABASE.clear();
      Case here = open(instance);
      put(instance, here, moves.acknowledge(here, AGENT, clock.instant(), "We look."));
      tell(instance);
      tell(instance);

      assertThat(history(instance)).containsExactly("opened", "acknowledged", "undelivered");
      assertThat(now(instance).handling().history().get(2).details())
          .containsEntry("why", "no-address");
    }
  }

  @Test
  void sendsNothingToWhoeverWasErased_andForgetsWhatIsKept() throws Exception {
    try (RoomInstance instance = start(null, KEPT)) {
      ticketOf(instance, "Ana", "ana@example.org");
      Case here = open(instance);
      tell(instance);
      awaitHistory(instance, "opened", "receipt-sent", "delivered");
      assertThat(instance.kept()).hasSize(1);

      here = now(instance);
      put(instance, here, here.withErased(here.evidence().get(0), MONDAY, clock.instant(), RULES));
      tell(instance);

      assertThat(instance.kept()).isEmpty();
    }
    try (RoomInstance instance = start(null, KEPT)) {
      DATABASE.clear();
      ticketOf(instance, "Ana", "ana@example.org");
      String mark = new PersonMarks(List.of(new byte[] {1})).of("u-17");
      instance.bean(ErasedPeople.class).learn(new Erasure(mark, 1, MONDAY));
      Case here = open(instance);
      put(instance, here, moves.acknowledge(here, AGENT, clock.instant(), "We look."));
      tell(instance);

      assertThat(history(instance)).containsExactly("opened", "acknowledged", "undelivered");
      assertThat(instance.kept()).isEmpty();
    }
  }
}
