package dev.barometer.reporting.action;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.frame.page.Frame;
import dev.barometer.metrics.Metric;
import dev.barometer.starter.staff.StaffDirectory;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What pages of actions show. */
@Component
class ActionPageReader {
  private static final String[] TEXTS = {"action", "dashboard"};
  private static final int CARDS = 50;

  private final ActionRepository actions;
  private final OutcomeReader outcomes;
  private final StaffDirectory staff;
  private final OrganisationDays days;
  private final Clock clock;

  ActionPageReader(
      ActionRepository actions,
      OutcomeReader outcomes,
      StaffDirectory staff,
      OrganisationDays days,
      Clock clock) {
    this.actions = actions;
    this.outcomes = outcomes;
    this.staff = staff;
    this.days = days;
    this.clock = clock;
  }

  /**
   * The actions that are as far.
   *
   * @param newest told where there are more than cards
   */
  record Column(String status, long count, List<ActionCard> cards, @Nullable String newest) {}

  /** A thing to choose. */
  record Choice(String id, String name) {}

  /** One step, in words. */
  record StepText(
      String what, String at, String instant, String who, @Nullable String note, String title) {}

  static Viewer viewer(Frame frame) {
    return ViewerReader.of(frame.signedIn());
  }

  private ActionText text(Frame frame) {
    return new ActionText(frame.wording(TEXTS), days);
  }

  void board(Frame frame, Model model) {
    Viewer viewer = viewer(frame);
    ActionText text = text(frame);
    model.addAttribute("mayWrite", viewer.mayWrite());
    model.addAttribute(
        "columns",
        Arrays.stream(Status.values())
            .map(one -> column(one, viewer, text, frame))
            .filter(one -> one.count() > 0 || !one.status().equals(Status.DROPPED.label()))
            .toList());
  }

  private Column column(Status status, Viewer viewer, ActionText text, Frame frame) {
    ActionRepository.Filter filter = ActionRepository.Filter.as(status);
    List<ActionCard> cards =
        actions.page(filter, viewer, null, CARDS).items().stream()
            .map(action -> card(action, text))
            .toList();
    long count = actions.count(filter, viewer);
    String newest =
        count > cards.size()
            ? frame.wording(TEXTS).say("action.newest", cards.size(), count)
            : null;
    return new Column(status.label(), count, cards, newest);
  }

  private ActionCard card(Action action, ActionText text) {
    Outcome outcome = action.frozen() == null ? null : outcomes.of(action);
    return text.card(action, outcomes.now(action), outcome, clock.instant());
  }

  /**
   * @param form what the form shows: what stands, or what was sent
   */
  void one(Action action, ActionForm form, Frame frame, Model model) {
    ActionText text = text(frame);
    Outcome outcome = outcomes.of(action);
    Goal goal = action.goal();
    model.addAttribute("one", action);
    model.addAttribute("card", text.card(action, outcomes.now(action), outcome, clock.instant()));
    model.addAttribute("effect", text.effect(goal, outcome));
    model.addAttribute("start", text.day(goal.start()));
    model.addAttribute("status", action.status().label());
    model.addAttribute("isOpen", action.status().isOpen());
    model.addAttribute("isFixed", action.frozen() != null);
    model.addAttribute("mayWrite", viewer(frame).mayWrite());
    model.addAttribute(
        "moves", Arrays.stream(Move.values()).filter(action::allows).map(Move::label).toList());
    model.addAttribute(
        "history", action.history().stream().map(step -> step(step, frame)).toList());
    form(form, frame, model);
  }

  private static StepText step(Step step, Frame frame) {
    return new StepText(
        step.what().label(),
        frame.wording(TEXTS).dateAndTime(step.at()),
        step.at().toString(),
        step.who(),
        step.note(),
        step.title());
  }

  void form(ActionForm form, Frame frame, Model model) {
    ActionText text = text(frame);
    model.addAttribute("form", form);
    model.addAttribute(
        "metrics",
        ActionRequestReader.measurable().stream()
            .map(Metric::id)
            .map(id -> new Choice(id, text.metric(id)))
            .toList());
    model.addAttribute("kinds", Cause.KINDS);
    model.addAttribute(
        "owners",
        staff.all().stream()
            .filter(StaffMember::active)
            .filter(member -> !member.role().equals("viewer"))
            .sorted(Comparator.comparing(StaffMember::name))
            .map(member -> new Choice(member.staffId(), member.name()))
            .toList());
  }

  /** One that nobody changed yet, with what is chosen where nothing is known. */
  ActionForm begun(ActionForm known) {
    return known.begun(days.today(clock.instant()).toString());
  }
}
