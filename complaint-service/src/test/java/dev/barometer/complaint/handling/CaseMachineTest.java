package dev.barometer.complaint.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockName;
import dev.barometer.complaint.desk.DrawnDesk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Whatever several people do to some cases, in whatever order, while customers go on talking and
 * time passes: what the rules allow comes about and is told alike everywhere, all else leaves
 * nothing. {@code -Dbarometer.runs=1000} makes more of it.
 */
class CaseMachineTest {
  private static final Logger log = LoggerFactory.getLogger(CaseMachineTest.class);
  private static final MemoryDatabase DATABASE = new MemoryDatabase();
  private static final int TRIES = 20;
  private static final int RUNS = Integer.getInteger("barometer.runs", 40);
  private static final List<String> PEOPLE =
      List.of("agent-56", "agent-7", "Kim", "lead-56", "boss");
  private static final String CLOSING =
      "{\"accepted\":true,\"rootCause\":\"list\",\"remedy\":\"called\",\"noActionBecause\":\"once\"}";

  private static final Pattern MOVE_OF_PAGE = Pattern.compile("/moves/([a-z]+)\"");
  private static final Pattern ENTRY_OF_PAGE = Pattern.compile("id=\"entry-\\d+\"");
  private static final Map<String, String> NAMED =
      Map.of(
          "received", "Received",
          "acknowledged", "Acknowledged",
          "assessed", "Assessed",
          "investigating", "Being investigated",
          "responded", "Answered",
          "closed", "Closed",
          "withdrawn", "Withdrawn");

  /** Somebody tries a move. */
  private record Try(String who, String move, int which, int how, int with) {}

  private static final Map<String, Integer> DONE = new TreeMap<>();
  private static int refused;

  @AfterContainer
  static void close() {
    log.info("{} sequences: {} refused, came about: {}", RUNS, refused, DONE);
    DATABASE.afterAll(null);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void comesOnlyToWhatTheRulesAllow(@ForAll("some") List<ActionChain<MachineWorld>> chains) {
    chains.forEach(chain -> chain.withInvariant(MachineWorld::check).run());
  }

  @Provide
  Arbitrary<List<ActionChain<MachineWorld>>> some() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 1_000);
    return ActionChain.startWith(CaseMachineTest::begin)
        .withAction(20, action(tries(any), (world, tried) -> move(world, tried)))
        .withAction(2, action(any, (world, n) -> world.say(n % 3, n % 7 == 0)))
        .withAction(
            1,
            action(
                any,
                (world, n) -> world.correct(anyOf(world.said(), n / 8), n % 8 == 0, n % 2 == 0)))
        .withAction(1, action(any, (world, n) -> eraseSometimes(world, n)))
        .withAction(
            2, action(any, (world, n) -> world.clock.advance(Duration.ofMinutes(n * n / 250))))
        .withAction(1, action(any, (world, n) -> world.strike()))
        .withMaxTransformations(30)
        .list()
        .ofSize(Math.max(1, RUNS / TRIES));
  }

  private interface Change<T> {
    void to(MachineWorld world, T with);
  }

  private static <T> Action.Independent<MachineWorld> action(Arbitrary<T> any, Change<T> change) {
    return () ->
        any.map(with -> Transformer.mutate(with.toString(), world -> change.to(world, with)));
  }

  private static Arbitrary<Try> tries(Arbitrary<Integer> any) {
    return Combinators.combine(
            Arbitraries.of(PEOPLE),
            Arbitraries.of(new TreeSet<>(MachineModel.MOVES)),
            any,
            any,
            any)
        .as(Try::new);
  }

  private static MachineWorld begin() {
    DATABASE.clear();
    MachineWorld world = new MachineWorld(DATABASE.mongo());
    for (int ticket = 0; ticket < 3; ticket++) {
      world.say(ticket, false);
    }
    world.say(0, false);
    return world;
  }

  private static <T> T anyOf(List<T> all, int n) {
    return all.get(n % all.size());
  }

  private static void eraseSometimes(MachineWorld world, int n) {
    if (n % 4 == 0) {
      world.erase(anyOf(world.said(), n / 4));
    }
  }

  private static void move(MachineWorld world, Try tried) {
    // The more often what is open is tried, and what leads on, the further a case comes.
    String id = anyOf(world.ids(), tried.which());
    MachineModel model = world.models.get(id);
    List<String> open = List.copyOf(model.open());
    String move =
        switch (tried.how() % 6) {
          case 0 -> tried.move();
          case 1, 2 -> anyOf(open, tried.with());
          default -> model.forward();
        };
    Case here = world.found(id);
    String other = anyOf(world.ids(), tried.with());
    boolean isBad = tried.how() % 7 == 0;
    boolean isOld = tried.how() % 13 == 0;
    String body = body(move, isBad, here, other, formal(world, here), tried.with());
    Set<Integer> refusals = refusals(world, tried.who(), move, here, other, isBad, isOld);
    try {
      MockHttpServletResponse answer =
          world
              .http(tried.who())
              .perform(
                  post("/api/complaints/" + id + "/" + move)
                      .contentType("application/json")
                      .header("If-Match", "\"" + (here.revision() - (isOld ? 1 : 0)) + "\"")
                      .content(body))
              .andReturn()
              .getResponse();
      if (refusals.isEmpty()) {
        assertThat(answer.getStatus())
            .as("%s of %s by %s: %s", move, here.status(), tried.who(), answer.getContentAsString())
            .isIn(200, 201);
        cameAbout(world, tried.who(), move, here, other, answer);
      } else {
        assertThat(answer.getStatus()).as("%s in %s", move, here.status()).isIn(refusals);
        refused++;
        assertThat(world.found(id)).as("nothing is written").isEqualTo(here);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<Integer> refusals(
      MachineWorld world,
      String who,
      String move,
      Case here,
      String other,
      boolean isBad,
      boolean isOld) {
    Set<Integer> refusals = new HashSet<>();
    if (!sees(who, here)) {
      refusals.add(404);
    }
    if (isOld) {
      refusals.add(412);
    }
    String first = here.handling().stageOf();
    if (first != null && hadHand(world.found(first), who)) {
      refusals.add(403);
    }
    if (!world.models.get(here.caseId()).open().contains(move)) {
      refusals.add(409);
    }
    boolean hasNoBadForm = move.equals("investigate") || move.equals("resume");
    if (isBad && !hasNoBadForm) {
      refusals.add(422);
    }
    if (move.equals("merge") && !isBad) {
      Case into = world.found(other);
      if (!sees(who, into)) {
        refusals.add(404);
      }
      if (other.equals(here.caseId())
          || into.isOver()
          || into.handling().stageOf() != null
          || first != null) {
        refusals.add(422);
      }
    }
    if (move.equals("split") && here.standing().size() < 2) {
      refusals.add(422);
    }
    if (move.equals("assign") && first != null && hadHand(world.found(first), "agent-7")) {
      refusals.add(422);
    }
    return refusals;
  }

  private static boolean sees(String who, Case here) {
    boolean isHis =
        here.handling().assignee() != null && here.handling().assignee().id().equals(who);
    String team = here.context().team();
    return switch (who) {
      case "boss" -> true;
      case "Kim" ->
          here.evidence().stream().noneMatch(one -> "kim".equals(one.context().agent()))
              && (team.equals("Group 56") || isHis);
      case "agent-7" -> team.equals("Group 7") || isHis;
      default -> team.equals("Group 56") || isHis;
    };
  }

  private static boolean hadHand(Case first, String who) {
    return first.handling().assignee() != null && first.handling().assignee().id().equals(who)
        || first.handling().history().stream()
            .anyMatch(entry -> entry.who().equals(who) && !entry.what().equals("review-requested"));
  }

  /** By the next look at its clocks. */
  private static boolean formal(MachineWorld world, Case here) {
    return here.kind().equals("complaint")
        || isOver(world, here, ClockName.ANSWER)
        || isOver(world, here, ClockName.LIMIT);
  }

  private static boolean isOver(MachineWorld world, Case here, ClockName name) {
    Instant due = here.handling().clocks().find(name).map(CaseClock::due).orElse(null);
    return due != null && !due.isAfter(world.clock.instant());
  }

  private static String body(
      String move, boolean isBad, Case here, String other, boolean formal, int with) {
    return switch (move) {
      case "acknowledge" -> isBad ? "{\"message\":\"" + "x".repeat(10_001) + "\"}" : "{}";
      case "assess" ->
          isBad
              ? "{\"severity\":\"awful\"}"
              : "{\"severity\":\"" + (with % 2 == 0 ? "severe" : "normal") + "\"}";
      case "assign" -> isBad ? "{\"to\":\"nobody\"}" : "{\"to\":\"agent-7\"}";
      case "note" -> isBad ? "{\"text\":\" \"}" : "{\"text\":\"a note\"}";
      case "message" -> isBad ? "{}" : "{\"message\":\"a message\"}";
      case "wait" -> isBad ? "{\"for\":\"lunch\"}" : "{\"for\":\"customer\"}";
      case "respond" -> isBad ? "{}" : "{\"message\":\"an answer\",\"formal\":" + formal + "}";
      case "close" -> isBad ? "{\"accepted\":true,\"remedy\":\"called\"}" : CLOSING;
      case "withdraw", "reopen", "review" -> isBad ? "{}" : "{\"reason\":\"a reason\"}";
      case "merge" -> isBad ? "{}" : "{\"into\":\"" + other + "\"}";
      case "split" ->
          "{\"reason\":\"another\",\"evidence\":["
              + (isBad || here.standing().isEmpty()
                  ? ""
                  : "\"" + here.standing().get(0).responseId() + "\"")
              + "]}";
      default -> "{}";
    };
  }

  private static void cameAbout(
      MachineWorld world,
      String who,
      String move,
      Case here,
      String other,
      MockHttpServletResponse answer)
      throws Exception {
    Case now = world.found(here.caseId());
    List<Entry> history = now.handling().history();
    List<Entry> his =
        history.subList(here.handling().history().size(), history.size()).stream()
            .filter(entry -> !entry.who().equals("barometer"))
            .toList();
    assertThat(his).as("exactly one record of %s", move).hasSize(1);
    assertThat(his.get(0).who()).isEqualTo(who);
    assertThat(his.get(0).at()).isEqualTo(world.clock.instant());
    assertThat(his.get(0).what()).isEqualTo(recordOf(move));
    assertThat(now.revision()).isEqualTo(here.revision() + 1);
    MachineModel model = world.models.get(here.caseId());
    model.moved(move);
    DONE.merge(move, 1, Integer::sum);
    String body = answer.getContentAsString(StandardCharsets.UTF_8);
    String told = JsonPath.read(body, "$.complaintId");
    if (move.equals("split")) {
      model.gone(here.standing().get(0).responseId());
      world.learn(world.found(told));
    } else if (move.equals("review")) {
      world.learn(world.found(told));
    } else {
      agrees(body, now);
    }
    if (move.equals("merge")) {
      here.standing().stream().map(Evidence::responseId).forEach(world.models.get(other)::joined);
      world.models.get(other).formal |= now.kind().equals(Case.COMPLAINT);
    }
    agrees(
        world
            .http("boss")
            .perform(get("/api/complaints/" + here.caseId()))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8),
        now);
    pageAgrees(world, now);
  }

  /** What the page says of where it stands and offers, to somebody who may do it all. */
  private static void pageAgrees(MachineWorld world, Case now) throws Exception {
    String page =
        DrawnDesk.text(world.pages.perform(world.caller("boss"), get("/desk/" + now.caseId())));
    assertThat(page)
        .contains("<h2 id=\"facts-title\">" + NAMED.get(now.status().label()) + "</h2>");
    assertThat(ENTRY_OF_PAGE.matcher(page).results().count())
        .isEqualTo(now.handling().history().size());
    String first = now.handling().stageOf();
    Set<String> open = new TreeSet<>(world.models.get(now.caseId()).open());
    if (now.standing().size() < 2) {
      open.remove("split"); // by a program it is refused, a page does not offer it
    }
    if (first != null) {
      open.remove("merge"); // likewise: a review is no part of another case
    }
    if (first == null || !hadHand(world.found(first), "boss")) {
      assertThat(MOVE_OF_PAGE.matcher(page).results().map(found -> found.group(1)))
          .as("offered in %s", now.status())
          .containsOnly(open.toArray(String[]::new));
    }
  }

  private static void agrees(String body, Case now) {
    assertThat(JsonPath.<String>read(body, "$.status")).isEqualTo(now.status().label());
    assertThat(JsonPath.<String>read(body, "$.kind")).isEqualTo(now.kind());
    assertThat(JsonPath.<Integer>read(body, "$.revision")).isEqualTo((int) now.revision());
    assertThat(JsonPath.<String>read(body, "$.level")).isEqualTo(now.handling().level().label());
    assertThat(JsonPath.<List<String>>read(body, "$.history[*].what"))
        .isEqualTo(now.handling().history().stream().map(Entry::what).toList());
    assertThat(JsonPath.<List<String>>read(body, "$.evidence[?(@.stands == true)].responseId"))
        .isEqualTo(now.standing().stream().map(Evidence::responseId).toList());
  }

  private static String recordOf(String move) {
    return switch (move) {
      case "acknowledge" -> "acknowledged";
      case "assess" -> "assessed";
      case "assign" -> "assigned";
      case "note" -> "noted";
      case "message" -> "message-sent";
      case "investigate" -> "investigating";
      case "wait" -> "waiting";
      case "resume" -> "resumed";
      case "respond" -> "responded";
      case "withdraw" -> "withdrawn";
      case "merge" -> "merged";
      case "split" -> "split";
      case "close" -> "closed";
      case "reopen" -> "reopened";
      default -> "review-requested";
    };
  }
}
