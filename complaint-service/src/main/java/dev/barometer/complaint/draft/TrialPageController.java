package dev.barometer.complaint.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.escalation.EvidenceReader;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.rehearsal.DryRun;
import dev.barometer.complaint.rule.Rule;
import dev.barometer.frame.page.Frame;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/** What a draft would have made of the last days, before it is put in force. */
@Controller
class TrialPageController {
  static final List<Integer> DAYS = List.of(7, 30, 90);
  private static final String TRIALS = RulePageController.RULES + "/trials";

  private final RuleDraftRepository drafts;
  private final TrialRepository trials;
  private final TrialRunner runner;
  private final EvidenceReader evidence;
  private final CaseRepository cases;
  private final CaseAccess access;
  private final LinkProperties links;

  TrialPageController(
      RuleDraftRepository drafts,
      TrialRepository trials,
      TrialRunner runner,
      EvidenceReader evidence,
      CaseRepository cases,
      CaseAccess access,
      LinkProperties links) {
    this.drafts = drafts;
    this.trials = trials;
    this.runner = runner;
    this.evidence = evidence;
    this.cases = cases;
    this.access = access;
    this.links = links;
  }

  /**
   * What a rule would have opened.
   *
   * @param tried how many answers by the draft
   * @param standing how many by the rules that stand
   */
  record RuleLine(String title, int tried, int standing, List<Sample> samples) {}

  /**
   * One answer.
   *
   * @param standingRule what opens it today; null where nothing does
   * @param caseId where it is evidence already; null where it is not, or not to be seen
   * @param ticketLink null where it is about none
   */
  record Sample(
      String responseId,
      Instant at,
      @Nullable String team,
      String severity,
      @Nullable String standingRule,
      @Nullable String caseId,
      @Nullable String ticketId,
      @Nullable String ticketLink) {}

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @PostMapping(TRIALS)
  String begin(@RequestParam int days, HttpServletRequest call) {
    if (!DAYS.contains(days)) {
      throw new InvalidRequestException("days", "must be one of " + DAYS);
    }
    return drafts
        .find(RulePageController.actor(call))
        .map(draft -> "redirect:" + TRIALS + "/" + runner.begin(draft, days))
        .orElse("redirect:" + RulePageController.RULES);
  }

  @GetMapping(TRIALS + "/{id}")
  String progress(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    DeskMember member = DeskMemberReader.of(call);
    Trial trial =
        trials
            .find(id)
            .filter(one -> one.actorId().equals(member.actor().id()))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("trial", trial);
    List<Rule> now = drafts.find(member.actor().id()).map(RuleDraft::rules).orElse(List.of());
    model.addAttribute("isDraft", trial.rules().equals(now));
    if (trial.outcome() != null) {
      tell(
          FactJson.read(trial.outcome().getBytes(UTF_8), TrialOutcome.class), member, frame, model);
    }
    return part == null ? "desk-trial" : "desk-trial :: progress";
  }

  private void tell(TrialOutcome outcome, DeskMember member, Frame frame, Model model) {
    RuleText text = new RuleText(frame.wording(RulePageController.TEXTS));
    Map<String, String> homes =
        evidence.casesOf(
            Stream.concat(outcome.samples().stream(), outcome.lost().stream())
                .map(DryRun.Item::responseId)
                .distinct()
                .toList());
    model.addAttribute("outcome", outcome);
    model.addAttribute(
        "rules",
        outcome.rules().stream()
            .map(
                rule ->
                    new RuleLine(
                        text.title(rule),
                        outcome.tried().byRule().getOrDefault(rule, 0),
                        outcome.standing().byRule().getOrDefault(rule, 0),
                        samples(outcome.samplesOf(rule), homes, text, member)))
            .toList());
    model.addAttribute("lost", samples(outcome.lost(), homes, text, member));
  }

  private List<Sample> samples(
      List<DryRun.Item> items, Map<String, String> homes, RuleText text, DeskMember member) {
    return items.stream()
        .map(
            one ->
                new Sample(
                    one.responseId(),
                    one.at(),
                    one.team(),
                    one.severity(),
                    one.standingRule() == null ? null : text.title(one.standingRule()),
                    seen(homes.get(one.responseId()), member),
                    one.ticketId(),
                    one.ticketId() == null
                        ? null
                        : links.reporting() + "/tickets/" + UriUtils.encode(one.ticketId(), UTF_8)))
        .toList();
  }

  private @Nullable String seen(@Nullable String caseId, DeskMember member) {
    return caseId == null
        ? null
        : cases
            .find(caseId)
            .filter(one -> access.sees(member, one))
            .map(one -> caseId)
            .orElse(null);
  }
}
