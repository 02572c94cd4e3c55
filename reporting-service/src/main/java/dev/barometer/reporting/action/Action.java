package dev.barometer.reporting.action;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An improvement action: planned, running, done or dropped.
 *
 * @param revision grows with each change
 * @param progress how far it is, in words
 * @param frozen null until it starts
 * @param history the oldest first; each step says what stood of the action then
 */
public record Action(
    String actionId,
    long revision,
    String title,
    @Nullable String description,
    Owner owner,
    Goal goal,
    LocalDate due,
    Cause from,
    Status status,
    @Nullable String progress,
    @Nullable Frozen frozen,
    List<Step> history) {

  /**
   * What was fixed when it started.
   *
   * @param baselineId where the tallies of before are kept
   * @param weeksAfter for how many weeks its effect is measured: whoever could end that when he
   *     likes would find an effect by chance
   * @param at when it was fixed
   */
  public record Frozen(String baselineId, int weeksAfter, Instant at) {}

  /** What of it may change at any time while it is open. */
  record Words(
      String title,
      @Nullable String description,
      Owner owner,
      LocalDate due,
      @Nullable String progress) {}

  public Action {
    history = List.copyOf(history);
  }

  static Action planned(
      String actionId, Words words, Goal goal, Cause from, Person by, Instant at) {
    Step step =
        new Step(
            Step.What.PLANNED,
            at,
            by.id(),
            by.name(),
            null,
            Status.PLANNED,
            words.title(),
            words.owner(),
            words.due(),
            goal);
    return new Action(
        actionId,
        1,
        words.title(),
        words.description(),
        words.owner(),
        goal,
        words.due(),
        from,
        Status.PLANNED,
        words.progress(),
        null,
        List.of(step));
  }

  Words words() {
    return new Words(title, description, owner, due, progress);
  }

  /** The same where nothing is another; the goal may be another only before it starts. */
  Action changed(Words next, Goal aim, Person by, Instant at) {
    if (!status.isOpen()) {
      throw new MoveRefusedException("It is " + status.label() + ": reopen it to change it");
    }
    if (frozen != null && !aim.equals(goal)) {
      throw new MoveRefusedException("What it aims at is fixed since it started");
    }
    if (next.equals(words()) && aim.equals(goal)) {
      return this;
    }
    boolean onlyProgress =
        aim.equals(goal) && next.equals(new Words(title, description, owner, due, next.progress()));
    return next(
        Step.What.CHANGED,
        status,
        next,
        aim,
        frozen,
        by,
        at,
        onlyProgress ? next.progress() : null);
  }

  /**
   * @param with what is fixed from now on; null where that was before
   */
  Action moved(
      Move move, @Nullable Frozen with, Goal aim, @Nullable String note, Person by, Instant at) {
    require(move);
    Frozen fixed = frozen == null ? with : frozen;
    return next(move.what(), move.to(fixed != null), words(), aim, fixed, by, at, note);
  }

  /** Refuses what cannot be done where it is now. */
  void require(Move move) {
    if (!move.isOpenTo(status)) {
      throw new MoveRefusedException("It is " + status.label());
    }
  }

  boolean allows(Move move) {
    return move.isOpenTo(status);
  }

  private Action next(
      Step.What what,
      Status to,
      Words now,
      Goal aim,
      @Nullable Frozen with,
      Person by,
      Instant at,
      @Nullable String note) {
    List<Step> steps = new ArrayList<>(history);
    steps.add(
        new Step(what, at, by.id(), by.name(), note, to, now.title(), now.owner(), now.due(), aim));
    return new Action(
        actionId,
        revision + 1,
        now.title(),
        now.description(),
        now.owner(),
        aim,
        now.due(),
        from,
        to,
        now.progress(),
        with,
        steps);
  }

  /** The last thing that was done before that moment; empty where there was no action yet. */
  public Optional<Step> lastStepUntil(Instant then) {
    return history.stream()
        .filter(step -> !step.at().isAfter(then))
        .reduce((earlier, later) -> later);
  }

  Instant plannedAt() {
    return history.get(0).at();
  }

  /** Whether it should be through by that day. */
  boolean isOverdueOn(LocalDate today) {
    return status.isOpen() && due.isBefore(today);
  }

  boolean isOwnedBy(String staffId) {
    return Objects.equals(owner.id(), staffId);
  }
}
