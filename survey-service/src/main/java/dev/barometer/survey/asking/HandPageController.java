package dev.barometer.survey.asking;

import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.security.Callers;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.trigger.HandAnswer.HandItem;
import dev.barometer.survey.trigger.HandLook;
import dev.barometer.survey.trigger.HandPublisher;
import dev.barometer.survey.trigger.HandRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks people by hand, as a page of managers: first it tells what would become of each, then it
 * asks just those. A form that is sent twice asks once.
 */
@Controller
class HandPageController {
  private static final String PAGE = CampaignPageController.ONE + "/ask";
  private static final String ASK = "ask";

  private final CampaignPublisher campaigns;
  private final HandPublisher hand;

  HandPageController(CampaignPublisher campaigns, HandPublisher hand) {
    this.campaigns = campaigns;
    this.hand = hand;
  }

  /**
   * What became, or would become, of one.
   *
   * @param line where he stands; 0 in the fields
   * @param verdict {@code asked}, or why not; {@code undecided} where that is not known yet
   * @param decided whether it was so before
   * @param item null where he was not asked, and while it is only looked at
   */
  record Row(
      int line,
      String person,
      @Nullable String email,
      @Nullable String name,
      String verdict,
      boolean decided,
      @Nullable HandItem item) {
    public boolean isAsked() {
      return verdict.equals(Verdict.ASKED.id());
    }

    public @Nullable String link() {
      return item == null ? null : item.link();
    }
  }

  /** Names people, and tells links. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(PAGE)
  ModelAndView form(@PathVariable String id, Model model) {
    return page(model, campaign(id), HandForm.empty(), HttpStatus.OK);
  }

  private Campaign campaign(String id) {
    Campaign campaign = campaigns.find(id);
    if (!HandRequest.isByHand(campaign)) {
      throw new ResponseStatusException(
          HttpStatus.NOT_FOUND, "Campaign " + id + " asks nobody by hand");
    }
    return campaign;
  }

  @PostMapping(PAGE)
  ModelAndView take(
      @PathVariable String id,
      @RequestParam(name = "do", defaultValue = "look") String button,
      @ModelAttribute("form") HandForm form,
      HttpServletRequest call,
      Model model) {
    Campaign campaign = campaign(id);
    if (!form.hasKey()) {
      return page(model, campaign, form.withNewKey(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    HandRequest request = form.toRequest(campaign.campaignId());
    List<Violation> violations = hand.check(request, form.key());
    List<HandForm.Fault> faults = form.faults(violations);
    model.addAttribute("faults", faults);
    model.addAttribute(
        "wrong", faults.stream().map(HandForm.Fault::anchor).collect(Collectors.toSet()));
    if (violations.isEmpty() && button.equals(ASK) && faults.isEmpty()) {
      if (form.seen().equals(form.mark())) {
        return ask(model, campaign, form, request, call);
      }
      model.addAttribute("changed", true);
    }
    if (violations.isEmpty()) {
      model.addAttribute(
          "looks", looks(form, hand.look(request, form.key(), Callers.senderOf(call))));
    }
    return page(
        model,
        campaign,
        faults.isEmpty() ? form.withMark() : form,
        faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private ModelAndView ask(
      Model model, Campaign campaign, HandForm form, HandRequest request, HttpServletRequest call) {
    try {
      List<HandItem> items = hand.ask(request, form.key(), Callers.senderOf(call)).items();
      List<Row> rows = rows(form, request, items);
      model.addAttribute("asked", rows);
      model.addAttribute(
          "links",
          rows.stream()
              .filter(row -> row.link() != null)
              .map(row -> row.person() + "\t" + row.link())
              .collect(Collectors.joining("\n")));
      return page(model, campaign, form, HttpStatus.OK);
    } catch (ResponseStatusException e) {
      if (e.getStatusCode() != HttpStatus.CONFLICT) {
        throw e;
      }
      return page(model, campaigns.find(campaign.campaignId()), form, HttpStatus.CONFLICT);
    }
  }

  private static List<Row> looks(HandForm form, List<HandLook> looks) {
    List<Integer> lines = form.numbers();
    List<Row> rows = new ArrayList<>();
    for (HandLook look : looks) {
      rows.add(
          new Row(
              lines.get(rows.size()),
              look.person().id(),
              look.person().email(),
              look.person().name(),
              look.verdict(),
              look.decided(),
              null));
    }
    return rows;
  }

  private static List<Row> rows(HandForm form, HandRequest request, List<HandItem> items) {
    Map<String, HandItem> byPerson =
        items.stream().collect(Collectors.toMap(HandItem::person, Function.identity()));
    List<Integer> lines = form.numbers();
    List<Row> rows = new ArrayList<>();
    for (Requester person : request.named()) {
      HandItem item = byPerson.get(person.id());
      String verdict =
          item == null
              ? "undecided"
              : Objects.requireNonNullElse(item.reason(), Verdict.ASKED.id());
      rows.add(
          new Row(
              lines.get(rows.size()),
              person.id(),
              person.email(),
              person.name(),
              verdict,
              false,
              item));
    }
    return rows;
  }

  private static ModelAndView page(
      Model model, Campaign campaign, HandForm form, HttpStatus status) {
    model.addAttribute("campaign", campaign);
    model.addAttribute("form", form);
    if (!model.containsAttribute("wrong")) {
      model.addAttribute("wrong", Set.of());
    }
    model.addAttribute("most", HandRequest.MOST_PEOPLE);
    return new ModelAndView("campaign-ask", model.asMap(), status);
  }
}
