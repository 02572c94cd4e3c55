package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What was written to a customer, as a sheet to print: for whoever has no address for mail. */
@Controller
class PrintPageController {
  private final MovePublisher cases;
  private final TicketRepository tickets;
  private final ZoneId zone;

  PrintPageController(
      MovePublisher cases, TicketRepository tickets, BarometerProperties barometer) {
    this.cases = cases;
    this.tickets = tickets;
    this.zone = barometer.organisation().zone();
  }

  /** Names the customer. */
  static void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping("/desk/{id}/letter")
  String letter(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer entry,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    keepOutOfCaches(response);
    Case about = cases.find(id, DeskMemberReader.of(request));
    Addressee to = Addressee.of(about, tickets.find(about.ticketId()).orElse(null));
    Entry written = written(about, entry);
    model.addAttribute("id", id);
    model.addAttribute("ticket", about.ticketId());
    if (written != null) {
      model.addAttribute(
          "letter",
          CustomerMail.of(about, written, to, new Wording(to.language(), zone, "desk-message")));
      model.addAttribute("who", written.who());
    }
    return "desk-letter";
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
