package dev.barometer.reporting.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Delivery;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionRepository;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends published reports. What is said, and to whom, is looked up when it goes out; what became of
 * it is noted beside the edition. None goes out twice: one of which nobody knows whether the mail
 * server has it, because the process died meanwhile, is given up and told.
 */
@Component
class ReportMailClient implements OutboxSender, MailNotes {
  static final String KIND = "report.mail";

  /** What a mail is that goes with its PDF; one without says why. */
  static final String REPORT = "report";

  static final String NO_SERVER = "no-mail-server";
  static final String FAILED = "failed";
  static final String UNSURE = "unsure";

  /** What is not begun by then goes out later, well before the timetable's lease ends. */
  private static final Duration LONGEST_PRINTING = Duration.ofSeconds(10);

  private static final Duration LONGEST_SENDING = Duration.ofSeconds(10);

  private final MailServer server;
  private final EditionRepository editions;
  private final DeliveryRepository deliveries;
  private final PdfFiles pdfs;
  private final BarometerProperties barometer;
  private final LinkProperties links;
  private final Brand brand;
  private final Clock clock;

  ReportMailClient(
      MailServer server,
      EditionRepository editions,
      DeliveryRepository deliveries,
      PdfFiles pdfs,
      BarometerProperties barometer,
      LinkProperties links,
      Brand brand,
      Clock clock) {
    this.server = server;
    this.editions = editions;
    this.deliveries = deliveries;
    this.pdfs = pdfs;
    this.barometer = barometer;
    this.links = links;
    this.brand = brand;
    this.clock = clock;
  }

  /** Which recipient of which edition a mail goes to. */
  private record Reference(String reportId, int place) {
    static Reference of(OutboxEntry entry) {
      return FactJson.read(entry.body().getBytes(UTF_8), Reference.class);
    }
  }

  static String id(String reportId, int place) {
    return "report-" + reportId + "-" + place;
  }

  /** What is added to the outbox. */
  static OutboxEntry entry(String reportId, int place) {
    String body = new String(FactJson.write(new Reference(reportId, place)), UTF_8);
    return new OutboxEntry(id(reportId, place), KIND, null, body);
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
  public Map<String, SendResult> send(List<OutboxEntry> entries) {
    Map<String, SendResult> results = new HashMap<>();
    if (!server.canSend()) {
      entries.forEach(entry -> results.put(entry.id(), SendResult.refused(NO_SERVER)));
      return results;
    }
    List<OutgoingMail> mails = new ArrayList<>();
    Map<String, PdfFiles.Pdf> printed = new HashMap<>();
    Instant end = clock.instant().plus(LONGEST_PRINTING);
    for (OutboxEntry entry : entries) {
      Reference to = Reference.of(entry);
      Edition edition = editions.find(to.reportId()).orElse(null);
      if (edition == null || isOver(to)) {
        results.put(entry.id(), SendResult.sent()); // it went out, and nobody noted that here
      } else if (!printed.containsKey(to.reportId()) && !clock.instant().isBefore(end)) {
        results.put(entry.id(), SendResult.later(clock.instant()));
      } else {
        PdfFiles.Pdf pdf = printed.computeIfAbsent(to.reportId(), id -> pdfs.of(edition));
        mails.add(mail(entry.id(), edition, to.place(), pdf));
      }
    }
    results.putAll(sendEach(mails));
    return results;
  }

  /** One by one, so that a death leaves in doubt but one. */
  private Map<String, SendResult> sendEach(List<OutgoingMail> mails) {
    Map<String, SendResult> results = new HashMap<>();
    Instant end = clock.instant().plus(LONGEST_SENDING);
    SendResult rest = null;
    for (OutgoingMail mail : mails) {
      Instant now = clock.instant();
      if (rest == null && !now.isBefore(end)) {
        rest = SendResult.later(now);
      }
      SendResult result = rest == null ? send(mail, now) : rest;
      results.put(mail.id(), result);
      if (result.kind() == SendResult.Kind.AWAY) {
        rest = result;
      }
    }
    return results;
  }

  private SendResult send(OutgoingMail mail, Instant now) {
    String reportId = Objects.requireNonNull(mail.about().id());
    int place = mail.about().number();
    if (!deliveries.begin(reportId, place, now)) {
      return SendResult.refused(UNSURE);
    }
    SendResult result =
        Objects.requireNonNull(server.send(List.of(mail), this).get(mail.id()), mail.id());
    if (result.kind() != SendResult.Kind.SENT) {
      deliveries.takeBack(reportId, place);
    }
    return result;
  }

  private boolean isOver(Reference to) {
    List<Delivery> all = deliveries.of(to.reportId());
    return to.place() >= all.size() || all.get(to.place()).state() == Delivery.State.SENT;
  }

  private OutgoingMail mail(String id, Edition edition, int place, PdfFiles.Pdf pdf) {
    Locale language = Locale.forLanguageTag(edition.plan().languages().get(0));
    var wording =
        new Wording(
            language, barometer.organisation().zone(), "report-mail", "report", "dashboard");
    List<Attachment> files = pdf.file() == null ? List.of() : List.of(pdf.file());
    ReportMail said =
        ReportMail.of(edition, wording, links.reporting() + "/reports/", pdf.file() != null);
    return new OutgoingMail(
        id,
        edition.plan().recipients().get(place),
        brand.name(),
        null,
        said.subject(),
        said.text(),
        null,
        Map.of(),
        List.of(),
        files,
        new About(edition.reportId(), pdf.why() == null ? REPORT : pdf.why(), place));
  }

  @Override
  public void sent(OutgoingMail mail) {
    String kind = mail.about().kind();
    note(mail, Delivery.State.SENT, kind.equals(REPORT) ? null : kind);
  }

  @Override
  public void refused(OutgoingMail mail, Refusal refusal) {
    note(mail, Delivery.State.REFUSED, refusal.status());
  }

  private void note(OutgoingMail mail, Delivery.State state, @Nullable String why) {
    About about = mail.about();
    deliveries.note(
        Objects.requireNonNull(about.id()), about.number(), state, clock.instant(), why);
  }

  /** An address that the server refused has been noted already, with what it said. */
  @Override
  public void gaveUp(OutboxEntry entry, SendResult last) {
    Reference to = Reference.of(entry);
    List<Delivery> all = deliveries.of(to.reportId());
    if (to.place() < all.size() && all.get(to.place()).state() != Delivery.State.REFUSED) {
      String why = List.of(NO_SERVER, UNSURE).contains(last.why()) ? last.why() : FAILED;
      deliveries.note(to.reportId(), to.place(), Delivery.State.DEAD, clock.instant(), why);
    }
  }
}
