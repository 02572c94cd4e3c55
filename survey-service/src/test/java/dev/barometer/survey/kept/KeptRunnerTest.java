package dev.barometer.survey.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.trigger.AskingInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;

class KeptRunnerTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(NOW);
  private final KeptRepository lists = new KeptRepository(database.mongo());
  private final List<String> forgotten = new ArrayList<>();
  private boolean broken;
  private AskingInstance instance;
  private KeptRunner runner;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance = new AskingInstance(database.mongo(), clock);
    runner = keeping(Duration.ofDays(2));
  }

  private KeptRunner keeping(Duration after) {
    var beans = new StaticListableBeanFactory();
    beans.addBean("kept", new Kept("note", after, this::forget));
    return new KeptRunner(
        lists, beans.getBeanProvider(Kept.class), instance.provider(Timetable.class), clock);
  }

  private void forget(Collection<String> ids) {
    if (broken) {
      throw new IllegalStateException("died");
    }
    forgotten.addAll(ids);
  }

  private void step() {
    runner.handle(List.of(new Due("kept.forget", "note", clock.instant())));
  }

  private List<String> pages() {
    List<String> ids = new ArrayList<>();
    database
        .mongo()
        .getCollection("kept_lists")
        .find()
        .forEach(page -> ids.add(page.getString("_id")));
    ids.remove("note");
    return ids;
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  @Test
  void forgetsWhatIsOver_onceAllOfItsTenMinutesAre() {
    step();
    lists.list("note", Map.of("a", NOW, "b", NOW.plus(Duration.ofMinutes(10))));
    lists.list("note", Map.of("a", NOW));
    clock.moveTo(NOW.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(9)));
    step();
    assertThat(forgotten).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    step();
    assertThat(forgotten).containsExactly("a");
    clock.advance(Duration.ofMinutes(10));
    step();
    step();

    assertThat(forgotten).containsExactly("a", "b");
    assertThat(pages()).isEmpty();
  }

  @Test
  void losesNothing_whereWhoForgetsDiesOverIt() {
    step();
    lists.list("note", Map.of("a", NOW));
    clock.advance(Duration.ofDays(3));
    step();
    broken = true;
    assertThatThrownBy(this::step).hasMessage("died");
    assertThat(pages()).hasSize(1);

    broken = false;
    step();

    assertThat(forgotten).containsExactly("a");
  }

  @Test
  void catchesUpInSteps_afterItWasAwayForMonths() {
    step();
    Map<String, Instant> many = new HashMap<>();
    for (int day = 0; day < 90; day++) {
      many.put("of-" + day, NOW.plus(Duration.ofDays(day)));
    }
    lists.list("note", many);
    clock.advance(Duration.ofDays(93));

    step();
    step();
    assertThat(forgotten).hasSizeBetween(1, 3);
    for (int i = 0; i < 100; i++) {
      step();
    }

    assertThat(forgotten).containsExactlyInAnyOrderElementsOf(many.keySet());
  }

  @Test
  void goesByWhatIsSetNow_forWhatWasListedBefore() {
    step();
    lists.list("note", Map.of("a", NOW));
    clock.advance(Duration.ofDays(1));
    step();
    runner = keeping(Duration.ofHours(1));

    step();
    step();

    assertThat(forgotten).containsExactly("a");
  }

  /** What was set aside is let in as of when it was sent. */
  @Test
  void forgetsWhatIsListedUnderATimeThatIsDoneWith() {
    step();
    clock.advance(Duration.ofDays(10));
    for (int i = 0; i < 10; i++) {
      step();
    }
    lists.list("note", Map.of("late", NOW, "now", clock.instant()));
    step();
    assertThat(forgotten).as("it is kept for a while").isEmpty();

    clock.advance(Duration.ofDays(1).plus(Duration.ofMinutes(10)));
    step();
    step();
    assertThat(forgotten).containsExactly("late");
    clock.advance(Duration.ofDays(1));
    step();
    step();

    assertThat(forgotten).containsExactly("late", "now");
    assertThat(pages()).isEmpty();
  }

  @Test
  void startsOnlyWhereThingsAreKeptForADay() {
    runner = keeping(Duration.ZERO);

    assertThatThrownBy(() -> runner.run(new DefaultApplicationArguments()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("note");
  }

  @Test
  void isDueOfEachKindFromTheStart_andAgainInAnHour() {
    runner.run(new DefaultApplicationArguments());
    runner.run(new DefaultApplicationArguments());
    assertThat(dueAt()).isEqualTo(NOW);

    step();

    assertThat(dueAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  private Instant dueAt() {
    List<Document> due =
        database.mongo().getCollection("timetable").find().into(new ArrayList<>()).stream()
            .filter(item -> "kept.forget".equals(item.getString("kind")))
            .toList();
    assertThat(due).singleElement().extracting(item -> item.getString("key")).isEqualTo("note");
    return due.get(0).getDate("at").toInstant();
  }
}
