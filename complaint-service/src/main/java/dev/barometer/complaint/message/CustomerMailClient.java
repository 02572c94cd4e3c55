package dev.barometer.complaint.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.complaint.ticket.KnownTicket;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.Attachment;
import dev.barometer.starter.mail.MailNotes;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.mail.Refusal;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sends mails to customers. What is said, and to which address, is looked up when it is sent: to
 * whoever was erased meanwhile nothing goes. What became of it is noted in the case.
 */
@Component
class CustomerMailClient implements OutboxSender, MailNotes {
  static final String KIND = "customer.mail";
  static final String NO_ADDRESS = "no-address";
  static final String NO_SERVER = "no-mail-server";
  static final String ERASED = "erased";
  private static final String WHY = "why";
  private static final String HOW = "how";
  private static final String FORMAL = "formal";
  private static final Logger log = LoggerFactory.getLogger(CustomerMailClient.class);

  /** Letters that are not begun by then go out later, well before the timetable's lease ends. */
  private static final Duration LONGEST_PRINTING = Duration.ofSeconds(10);

  private final MailServer server;
  private final CaseRepository cases;
  private final TicketRepository tickets;
  private final DeliveryPublisher deliveries;
  private final ErasedPeople erased;
  private final ITemplateEngine templates;
  private final MessageProperties settings;
  private final BarometerProperties barometer;
  private final Brand brand;
  private final PdfFiles pdfs;
  private final Clock clock;

  CustomerMailClient(
      MailServer server,
      CaseRepository cases,
      TicketRepository tickets,
      DeliveryPublisher deliveries,
      ErasedPeople erased,
      ITemplateEngine templates,
      MessageProperties settings,
      BarometerProperties barometer,
      Brand brand,
      PdfFiles pdfs,
      Clock clock) {
    this.server = server;
    this.cases = cases;
    this.tickets = tickets;
    this.deliveries = deliveries;
    this.erased = erased;
    this.templates = templates;
    this.settings = settings;
    this.barometer = barometer;
    this.brand = brand;
    this.pdfs = pdfs;
    this.clock = clock;
  }

  /** Which entry of which history a mail says. */
  private record Reference(String caseId, int entry) {
    static Reference of(OutboxEntry entry) {
      return FactJson.read(entry.body().getBytes(UTF_8), Reference.class);
    }
  }

  static String id(String caseId, int entry) {
    return "customer-" + caseId + "-" + entry;
  }

  /** What is added to the outbox; mails about one case go out in their order. */
  static OutboxEntry entry(String caseId, int entry) {
    String body = new String(FactJson.write(new Reference(caseId, entry)), UTF_8);
    return new OutboxEntry(id(caseId, entry), KIND, caseId, body);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostAtOnce() {
    return MailServer.MOST_AT_ONCE;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) throws InterruptedException {
    Map<String, SendResult> results = new HashMap<>();
    if (!server.canSend()) {
      entries.forEach(entry -> results.put(entry.id(), SendResult.refused(NO_SERVER)));
      return results;
    }
    Map<String, Case> known =
        cases
            .find(entries.stream().map(one -> Reference.of(one).caseId()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Case::caseId, Function.identity()));
    Map<String, KnownTicket> ticketsOf =
        tickets.find(known.values().stream().map(Case::ticketId).filter(Objects::nonNull).toList());
    List<OutgoingMail> mails = new ArrayList<>();
    Instant end = clock.instant().plus(LONGEST_PRINTING);
    for (OutboxEntry one : entries) {
      Reference reference = Reference.of(one);
      Case about = known.get(reference.caseId());
      Entry entry = about == null ? null : ToCustomer.entry(about, reference.entry()).orElse(null);
      if (about == null || entry == null || isForgotten(entry)) {
        results.put(one.id(), SendResult.sent()); // there is nothing to be said any more
        continue;
      }
      Addressee to =
          Addressee.of(about, about.ticketId() == null ? null : ticketsOf.get(about.ticketId()));
      String email = to.email();
      if (email == null || erased.includes(about.personId())) {
        deliveries.note(
            about.caseId(),
            What.UNDELIVERED,
            entry.number(),
            Map.of(WHY, email == null ? NO_ADDRESS : ERASED));
        results.put(one.id(), SendResult.sent());
      } else if (ToCustomer.isFormal(entry) && !clock.instant().isBefore(end)) {
        results.put(one.id(), SendResult.later(clock.instant()));
      } else {
        mails.add(mail(one.id(), about, entry, to, email));
      }
    }
    results.putAll(server.send(mails, this));
    return results;
  }

  private static boolean isForgotten(Entry entry) {
    return !entry.what().equals(What.OPENED) && !ToCustomer.isMessage(entry);
  }

  private OutgoingMail mail(String id, Case about, Entry entry, Addressee to, String email)
      throws InterruptedException {
    var wording = new Wording(to.language(), barometer.organisation().zone(), "desk-message");
    CustomerMail said = CustomerMail.of(about, entry, to, wording);
    String replyTo = settings.replyTo();
    return new OutgoingMail(
        id,
        email,
        brand.name(),
        null,
        said.subject(),
        said.text(),
        templates.process(
            "customer-mail", new Context(said.locale(), Map.of("mail", said, "brand", brand))),
        replyTo == null ? Map.of() : Map.of("Reply-To", replyTo),
        List.of(),
        said.isLetter() ? pdf(said, about, entry) : List.of(),
        new About(about.caseId(), kindOf(entry), entry.number()));
  }

  /**
   * The letter as a file. Nobody waits for his answer because it cannot be printed: it stands in
   * the mail itself, too, which then goes without the file, and the history says so.
   */
  private List<Attachment> pdf(CustomerMail said, Case about, Entry entry)
      throws InterruptedException {
    try {
      byte[] pdf = pdfs.write(said, entry.at());
      return List.of(new Attachment(PdfFiles.name(about.caseId()), PdfFiles.TYPE, pdf));
    } catch (RuntimeException | LinkageError | StackOverflowError | TimeoutException e) {
      log.error("A formal answer goes out without its PDF", LoggedFailure.of(e));
      return List.of();
    }
  }

  private static String kindOf(Entry entry) {
    if (ToCustomer.isFormal(entry)) {
      return FORMAL;
    }
    return entry.what().equals(What.OPENED) ? "receipt" : "message";
  }

  @Override
  public void sent(OutgoingMail mail) {
    String how = server.onlyKeeps() ? "kept" : "sent";
    boolean isComplete = !mail.about().kind().equals(FORMAL) || !mail.attachments().isEmpty();
    note(mail, What.DELIVERED, isComplete ? Map.of(HOW, how) : Map.of(HOW, how, "pdf", "missing"));
  }

  @Override
  public void refused(OutgoingMail mail, Refusal refusal) {
    note(mail, What.UNDELIVERED, Map.of(WHY, "refused", "status", refusal.status()));
  }

  private void note(OutgoingMail mail, String what, Map<String, String> more) {
    About about = mail.about();
    deliveries.note(Objects.requireNonNull(about.id()), what, about.number(), more);
  }

  /** An address that the server refused has been noted already, with what it said. */
  @Override
  public void gaveUp(OutboxEntry entry, SendResult last) {
    Reference reference = Reference.of(entry);
    String why = last.why().equals(NO_SERVER) ? NO_SERVER : "failed";
    deliveries.note(reference.caseId(), What.UNDELIVERED, reference.entry(), Map.of(WHY, why));
  }
}
