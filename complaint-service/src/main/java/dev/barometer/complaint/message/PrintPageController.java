package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * What was written to a customer, as a sheet to print and as PDF: for whoever has no address for
 * mail.
 */
@Controller
class PrintPageController {
  private static final String PDF = "pdf";

  private final MovePublisher cases;
  private final TicketRepository tickets;
  private final PdfFiles pdfs;
  private final ZoneId zone;

  PrintPageController(
      MovePublisher cases, TicketRepository tickets, PdfFiles pdfs, BarometerProperties barometer) {
    this.cases = cases;
    this.tickets = tickets;
    this.pdfs = pdfs;
    this.zone = barometer.organisation().zone();
  }

  /** Names the customer. */
  static void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping("/desk/{id}/letter")
  @Nullable String letter(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer entry,
      @RequestParam(required = false) @Nullable String format,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException, InterruptedException {
    keepOutOfCaches(response);
    if (format != null && !format.equals(PDF)) {
      throw new InvalidRequestException("format", "must be " + PDF);
    }
    Case about = cases.find(id, DeskMemberReader.of(request));
    Addressee to = Addressee.of(about, tickets.find(about.ticketId()).orElse(null));
    Entry written = written(about, entry);
    CustomerMail letter =
        written == null
            ? null
            : CustomerMail.of(about, written, to, new Wording(to.language(), zone, "desk-message"));
    if (format != null) {
      if (letter == null || written == null) {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND, "nothing was written yet");
      }
      send(id, pdf(letter, written), response);
      return null;
    }
    model.addAttribute("id", id);
    model.addAttribute("ticket", about.ticketId());
    model.addAttribute("entry", written == null ? null : written.number());
    model.addAttribute("letter", letter);
    return "desk-letter";
  }

  private byte[] pdf(CustomerMail letter, Entry written) throws InterruptedException {
    try {
      return pdfs.write(letter, written.at());
    } catch (TimeoutException e) {
      throw Problems.retryLater(
          HttpStatus.SERVICE_UNAVAILABLE, "Others are printed just now", PdfFiles.LONGEST_WAIT);
    }
  }

  private static void send(String id, byte[] pdf, HttpServletResponse response) throws IOException {
    response.setContentType(PdfFiles.TYPE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(PdfFiles.name(id)).build().toString());
    response.setContentLength(pdf.length);
    response.getOutputStream().write(pdf);
  }

  /** The one that is asked for, else the last answer, else the last message. */
  private static @Nullable Entry written(Case about, @Nullable Integer number) {
    if (number != null) {
      return ToCustomer.entry(about, number)
          .filter(ToCustomer::isMessage)
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such message"));
    }
    return about.handling().history().stream()
        .filter(ToCustomer::isMessage)
        .reduce((one, next) -> ToCustomer.isAnswer(one) && !ToCustomer.isAnswer(next) ? one : next)
        .orElse(null);
  }
}
