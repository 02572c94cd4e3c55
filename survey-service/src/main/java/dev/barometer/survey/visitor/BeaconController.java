package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What the page's script tells of a person: that he did something on it, and what he had chosen
 * when he left. It tells nothing by itself: whoever only opens and renders the page is not told of.
 */
@Controller
class BeaconController {
  private final LinkReader links;
  private final AskedReader asked;
  private final PartialRunner partials;
  private final InvitationPublisher invitations;
  private final Clock clock;

  BeaconController(
      LinkReader links,
      AskedReader asked,
      PartialRunner partials,
      InvitationPublisher invitations,
      Clock clock) {
    this.links = links;
    this.asked = asked;
    this.partials = partials;
    this.invitations = invitations;
    this.clock = clock;
  }

  @PostMapping(VisitorController.LINK + "/opened")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void opened(@PathVariable String secret, HttpServletRequest call) {
    LinkReader.Found link = links.readToTell(secret, call);
    InvitationDocument invitation = link.invitation();
    if (!link.isNew() && invitation.openedAt() == null && !asked.survey(invitation).hidesWho()) {
      Instant now = now();
      invitations.change(invitation.id(), one -> one.opened(now));
    }
  }

  @PostMapping(VisitorController.LINK + "/partial")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void partial(
      @PathVariable String secret,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest call) {
    LinkReader.Found link = links.readToTell(secret, call);
    InvitationDocument invitation = link.invitation();
    Instant now = now();
    // Nothing is kept of whoever came by an open link before he sends something himself.
    // Kept beside its link it would lead to who answered anonymously, and so does when he was here.
    if (!link.isNew() && asked.isOpen(invitation, now) && !asked.survey(invitation).hidesWho()) {
      // What somebody typed and did not send is his own.
      List<Answer> chosen =
          AnswerForm.read(asked.survey(invitation), fields).answers().stream()
              .filter(answer -> answer.text() == null)
              .toList();
      partials.keep(invitation, chosen, link.locale().toLanguageTag(), now);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
