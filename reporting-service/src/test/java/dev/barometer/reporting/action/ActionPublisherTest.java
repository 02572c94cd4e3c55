package dev.barometer.reporting.action;

import static dev.barometer.reporting.action.ActionFixtures.ANN;
import static dev.barometer.reporting.action.ActionFixtures.AT;
import static dev.barometer.reporting.action.ActionFixtures.BO;
import static dev.barometer.reporting.action.ActionFixtures.DESK;
import static dev.barometer.reporting.action.ActionFixtures.DUE;
import static dev.barometer.reporting.action.ActionFixtures.START;
import static dev.barometer.reporting.action.ActionFixtures.WORDS;
import static dev.barometer.reporting.action.ActionFixtures.answer;
import static dev.barometer.reporting.action.ActionFixtures.goal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;

/** Actions as they are kept and told of: each change once, in order, whoever else is at it. */
class ActionPublisherTest {
  private static final Viewer ALL = new Viewer("", true, List.of());

  private final ActionInstance here = new ActionInstance();

  @AfterEach
  void close() {
    here.close();
  }

  private Action plan() {
    return here.publisher.plan(
        new ActionRequestReader.Asked(WORDS, goal("csat", 85, null), new Cause("complaint", "c-1")),
        ANN);
  }

  private Action rename(String id, String title) {
    return here.publisher.change(
        id,
        ALL,
        null,
        (action, now) ->
            action.changed(new Action.Words(title, null, BO, DUE, null), action.goal(), ANN, now));
  }

  @Test
  void tellsEachRevisionOnce_inOrder_alsoWhenItIsAskedAgain() throws Exception {
    Action action = plan();
    here.publisher.move(action.actionId(), ALL, 1L, Move.START, null, ANN);
    here.publisher.move(action.actionId(), ALL, 2L, Move.FINISH, "through", ANN);

    assertThat(here.told(3))
        .extracting(ImprovementAction::revision, ImprovementAction::status)
        .containsExactly(tuple(1L, "planned"), tuple(2L, "running"), tuple(3L, "done"));
    assertThat(here.types())
        .containsExactly(
            "dev.barometer.action.planned",
            "dev.barometer.action.started",
            "dev.barometer.action.finished");
    here.awaitTold(action.actionId());
  }

  @Test
  void takesWhatTheOutboxHasNoSecondTime_whenItDiesBeforeNotingIt() {
    Action action = plan();
    here.told(1);
    here.putBack(action);

    here.topic.tell(action.actionId());

    assertThat(here.actions.unsent(action.actionId())).isEmpty();
    Action next = plan();
    assertThat(here.told(2))
        .extracting(ImprovementAction::actionId)
        .containsExactly(action.actionId(), next.actionId());
  }

  @Test
  void losesNoChange_whenManyChangeItAtOnce() throws Exception {
    String id = plan().actionId();
    int many = 8;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    List<Callable<Action>> tasks = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String title = "Title " + i;
      tasks.add(() -> rename(id, title));
    }
    for (Future<Action> done : threads.invokeAll(tasks)) {
      done.get();
    }
    threads.shutdown();

    Action action = here.actions.find(id).orElseThrow();
    assertThat(action.revision()).isEqualTo(1 + many);
    assertThat(action.history()).hasSize(1 + many);
    assertThat(action.history())
        .extracting(Step::title)
        .containsAll(List.of("Title 0", "Title 3", "Title 7"));
    assertThat(here.told(1 + many))
        .extracting(ImprovementAction::revision)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void refusesAChangeOfAnOlderRevision() {
    Action action = plan();
    rename(action.actionId(), "Another");

    assertThatThrownBy(() -> here.publisher.move(action.actionId(), ALL, 1L, Move.START, null, ANN))
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("412");
    assertThat(here.baselines()).isZero();
  }

  @Test
  void freezesWhatWasBefore_whenItStarts_andNoLater() {
    answer(here.tallies, DESK, START.minusWeeks(8), 8, 5);
    Action started = here.publisher.move(plan().actionId(), ALL, null, Move.START, null, ANN);
    Outcome told = here.outcome(started, START.plusWeeks(6));

    answer(here.tallies, DESK, START.minusWeeks(8), 8, 10);

    assertThat(started.frozen().weeksAfter()).isEqualTo(6);
    assertThat(
            here.outcome(here.actions.find(started.actionId()).orElseThrow(), START.plusWeeks(6)))
        .isEqualTo(told);
    assertThat(told.before().value()).isCloseTo(55.0, within(1e-9));
  }

  @Test
  void startsToday_whenItWasPlannedForLater() {
    here.at(AT.minusSeconds(3 * 86_400));

    Action started = here.publisher.move(plan().actionId(), ALL, null, Move.START, null, ANN);

    assertThat(started.goal().start()).isEqualTo(LocalDate.of(2026, 5, 31));
  }

  @Test
  void listsWhatSomebodySees_byPages() {
    for (int i = 0; i < 5; i++) {
      here.at(AT.plusSeconds(i));
      plan();
    }
    Viewer lead = new Viewer("x", false, List.of("Mail desk"));
    Viewer other = new Viewer("x", false, List.of("Phone desk"));
    ActionRepository.Filter planned = ActionRepository.Filter.as(Status.PLANNED);

    CursorPage<Action> first = here.actions.page(planned, lead, null, 3);
    CursorPage<Action> second = here.actions.page(planned, lead, Cursor.asked(first.next()), 3);

    assertThat(first.items())
        .extracting(Action::plannedAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    assertThat(second.next()).isNull();
    assertThat(here.actions.page(planned, other, null, 3).items()).isEmpty();
    assertThat(here.actions.count(ActionRepository.Filter.as(Status.DONE), ALL)).isZero();
    assertThat(
            here.actions
                .page(new ActionRepository.Filter(List.of(), "bo", DESK.toString()), ALL, null, 9)
                .items())
        .hasSize(5);
  }

  @Test
  void remindsAWeekBefore_andOnTheDay_eachOnce() {
    Action action = plan();
    Instant soon = Instant.parse(DUE.minusDays(7) + "T08:00:00Z");
    Due planned = here.timetable().find(ReminderRunner.SOON, action.actionId()).orElseThrow();

    assertThat(planned.at()).isEqualTo(soon);
    here.at(soon);
    here.mails(1);
    here.reminders.remind(planned);
    here.at(Instant.parse(DUE + "T08:00:00Z"));
    List<KeptMail> mails = here.mails(2);
    here.awaitReminders(action.actionId());

    assertThat(mails).extracting(KeptMail::to).containsExactly("bo@example.org", "bo@example.org");
    assertThat(mails.get(0).text())
        .contains("https://barometer.example.org/actions/" + action.actionId())
        .contains(action.title(), "담당")
        .doesNotContain("??");
    assertThat(mails.get(0).subject()).isNotEqualTo(mails.get(1).subject());
  }

  @Test
  void remindsOfNothingThatIsDropped_norOfADayThatHoldsNoMore() {
    Action dropped = plan();
    here.publisher.move(dropped.actionId(), ALL, null, Move.DROP, null, ANN);
    Action moved = plan();
    here.publisher.change(
        moved.actionId(),
        ALL,
        null,
        (action, now) ->
            action.changed(
                new Action.Words(action.title(), null, BO, DUE.plusDays(30), null),
                action.goal(),
                ANN,
                now));

    here.at(Instant.parse(DUE + "T08:00:00Z"));
    here.awaitReminders(dropped.actionId());
    Due old = new Due(ReminderRunner.TODAY, moved.actionId(), AT, DUE.toString());
    here.reminders.remind(old);

    assertThat(here.mails(0)).isEmpty();
    assertThat(here.timetable().find(ReminderRunner.SOON, moved.actionId()))
        .hasValueSatisfying(due -> assertThat(due.data()).isEqualTo(DUE.plusDays(30).toString()));
  }
}
