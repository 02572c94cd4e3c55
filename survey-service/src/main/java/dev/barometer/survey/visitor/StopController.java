package dev.barometer.survey.visitor;

import dev.barometer.survey.invitation.InvitationDocument;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Whoever does not want to be asked says so here, by a button or by his mail program (RFC 8058),
 * which posts without a cookie and follows no redirect.
 */
@Controller
class StopController {
  private final LinkReader links;
  private final StoppingRunner stopping;

  StopController(LinkReader links, StoppingRunner stopping) {
    this.links = links;
    this.stopping = stopping;
  }

  @GetMapping(VisitorController.LINK + "/stop")
  ModelAndView page(
      @PathVariable String secret,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest call) {
    requireAsked(links.read(secret, lang, call).invitation());
    return VisitorController.state("stop", HttpStatus.OK);
  }

  @PostMapping(VisitorController.LINK + "/stop")
  ModelAndView stop(
      @PathVariable String secret,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest call) {
    InvitationDocument invitation = links.readToSend(secret, lang, call).invitation();
    requireAsked(invitation);
    String personId = invitation.personId();
    if (personId == null) {
      stopping.callBack(invitation.id());
    } else {
      stopping.stop(personId);
    }
    return VisitorController.state("stopped", HttpStatus.OK);
  }

  /** Whoever came by an open link was not asked, and is known to nobody who could be. */
  private static void requireAsked(InvitationDocument invitation) {
    if (invitation.isOfNewcomer()) {
      throw LinkRefusedException.unknown();
    }
  }
}
