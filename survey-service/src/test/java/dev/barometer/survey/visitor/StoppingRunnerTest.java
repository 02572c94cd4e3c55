package dev.barometer.survey.visitor;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.fact.Context;
import dev.barometer.starter.timetable.Due;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.trigger.AskingInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Query;

class StoppingRunnerTest {
  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private AskingInstance instance;

  @BeforeEach
  void askTwoPeople() throws ClassNotFoundException {
    instance = new AskingInstance(database.mongo(), clock, StoppingRunner.class);
    for (String person : List.of("ana", "bo")) {
      database.mongo().save(invitation(person));
      database
          .mongo()
          .save(
              new Person(
                  person,
                  1,
                  null,
                  List.of(new Ask("of-" + person, "c", "desk", MONDAY, null)),
                  null));
    }
  }

  private static InvitationDocument invitation(String person) {
    return new InvitationDocument(
        "of-" + person,
        1,
        InvitationDocument.ISSUED,
        null,
        "desk",
        1,
        "c",
        "mail",
        "T1",
        person,
        person + "@example.org",
        "en",
        Context.NONE,
        MONDAY,
        MONDAY,
        MONDAY.plus(Duration.ofDays(14)),
        null,
        null,
        0,
        null);
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private List<String> standing() {
    return database.mongo().find(new Query(), InvitationDocument.class).stream()
        .map(one -> one.personId() + " " + one.status())
        .sorted()
        .toList();
  }

  @Test
  void callsBackWhatIsOpenOfThatPerson_andAsksHimNoMore() {
    instance.bean(StoppingRunner.class).stop("ana");

    assertThat(standing()).containsExactly("ana cancelled", "bo issued");
    assertThat(database.mongo().findById("ana", Person.class).optedOutAt()).isEqualTo(MONDAY);
    assertThat(instance.broker().keys()).containsExactly("of-ana");
  }

  @Test
  void isDoneByTheTimetable_whereWhoBeganItDied() {
    instance.broker().goAway();
    StoppingRunner stopping = instance.bean(StoppingRunner.class);
    assertThatThrownBy(() -> stopping.stop("ana")).isInstanceOf(RuntimeException.class);

    instance.broker().comeBack();
    clock.advance(Duration.ofMinutes(2));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(instance.broker().keys()).containsExactly("of-ana"));
    assertThat(standing()).containsExactly("ana cancelled", "bo issued");
  }

  @Test
  void leavesTheDueThingOfAnotherCall_whenItTakesAwayItsOwn() {
    StoppingRunner stopping = instance.bean(StoppingRunner.class);
    instance.broker().goAway();
    assertThatThrownBy(() -> stopping.stop("ana")).isInstanceOf(RuntimeException.class);
    instance.broker().comeBack();

    stopping.stop("ana");

    assertThat(database.mongo().getCollection("timetable").find())
        .filteredOn(item -> "person.stop".equals(item.getString("kind")))
        .singleElement()
        .satisfies(item -> assertThat(item.getString("data")).isEqualTo("ana"));
  }

  /** As it was kept before each call had a due thing of its own. */
  @Test
  void doesWhatIsDueByTheNameOfThePersonAlone() {
    StoppingRunner stopping = instance.bean(StoppingRunner.class);
    instance.broker().goAway();
    assertThatThrownBy(() -> stopping.stop("ana")).isInstanceOf(RuntimeException.class);
    instance.broker().comeBack();

    stopping.handle(List.of(new Due("person.stop", "ana", MONDAY)));

    assertThat(instance.broker().keys()).containsExactly("of-ana");
  }
}
