package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells whoever has a link what is held of the one it was sent to, and takes the answer back that
 * was given by it. Mails are passed on: so it shows of other answers that they were asked for, not
 * what was said, and no name and no address.
 */
@Controller
class MyDataController {
  private static final String MY_DATA = VisitorController.LINK + "/my-data";

  private final LinkReader links;
  private final InvitationRepository invitations;
  private final PersonRepository people;
  private final GivenRepository given;
  private final SetAsideRepository aside;
  private final AnsweringPublisher answering;
  private final Clock clock;

  MyDataController(
      LinkReader links,
      InvitationRepository invitations,
      PersonRepository people,
      GivenRepository given,
      SetAsideRepository aside,
      AnsweringPublisher answering,
      Clock clock) {
    this.links = links;
    this.invitations = invitations;
    this.people = people;
    this.given = given;
    this.aside = aside;
    this.answering = answering;
    this.clock = clock;
  }

  /** What is kept of the page of this link, and counts nowhere yet. */
  record Unsent(Instant at, List<Answer> answers) {}

  /** That somebody was asked something. */
  record Asked(String surveyId, String status, Instant issuedAt) {}

  @GetMapping(MY_DATA)
  ModelAndView page(
      @PathVariable String secret,
      @RequestParam(required = false) @Nullable String lang,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest call) {
    LinkReader.Found link = links.read(secret, lang, call);
    InvitationDocument invitation = link.invitation();
    String personId = invitation.personId();
    List<InvitationDocument> all =
        personId == null ? List.of(invitation) : invitations.ofPerson(personId);
    Given answer = given.find(invitation.id()).filter(one -> !one.answers().isEmpty()).orElse(null);
    Person person = personId == null ? null : people.find(personId).orElse(null);
    var page = new ModelAndView("my-data");
    page.addObject("language", link.locale().toLanguageTag());
    page.addObject("action", VisitorController.PATH + link.secret() + "/my-data");
    page.addObject(
        "stop",
        invitation.isOfNewcomer() ? null : VisitorController.PATH + link.secret() + "/stop");
    page.addObject("survey", VisitorController.PATH + link.secret());
    page.addObject("done", done != null);
    page.addObject("answer", answer);
    page.addObject("unsent", unsent(invitation.id(), answer));
    page.addObject("knowsAddress", invitation.address() != null);
    page.addObject("knowsPerson", personId != null);
    page.addObject("optedOut", person != null && person.optedOutAt() != null);
    page.addObject(
        "asked",
        all.stream()
            .filter(one -> !one.status().equals(InvitationDocument.SUPPRESSED))
            .sorted(Comparator.comparing(InvitationDocument::issuedAt).reversed())
            .map(one -> new Asked(one.surveyId(), one.status(), one.issuedAt()))
            .toList());
    page.setStatus(HttpStatus.OK);
    return page;
  }

  /** What he chose before he answered to the end is nothing any more. */
  private List<Unsent> unsent(String invitationId, @Nullable Given answer) {
    return Stream.concat(
            given.unsent(List.of(invitationId)).stream()
                .filter(one -> answer == null || answer.isPartial())
                .map(one -> new Unsent(one.at(), one.answers())),
            aside.find(invitationId).stream().map(one -> new Unsent(one.at(), one.answers())))
        .toList();
  }

  @PostMapping(MY_DATA)
  ModelAndView takeBack(
      @PathVariable String secret,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest call) {
    LinkReader.Found link = links.readToSend(secret, lang, call);
    answering.takeBack(link.invitation(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return new ModelAndView(
        "redirect:"
            + VisitorController.PATH
            + secret
            + "/my-data?done&lang="
            + link.locale().toLanguageTag());
  }
}
