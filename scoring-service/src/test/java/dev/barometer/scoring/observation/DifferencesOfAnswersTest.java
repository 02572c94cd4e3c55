package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Scale;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An attack: whoever may ask anything at any moment compares two answers and looks for a pair that
 * differs by a few people. Who is behind an answer is known here, so that pairs are judged by
 * people and not by luck.
 */
class DifferencesOfAnswersTest {
  private static final int SMALLEST = 5;
  private static final int PAIRS = 10_000;
  private static final int PEOPLE = 3_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<DimensionPair> KEPT =
      List.of(
          DimensionPair.parse("service+team"),
          DimensionPair.parse("service+channel"),
          DimensionPair.parse("team+agent"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void strictNeverTellsTwoAnswersApartByFewPeople(long seed) {
    Attack attack = new Attack(seed, SMALLEST);

    Outcome outcome = attack.compare(PAIRS);

    assertThat(outcome.fallen).isEmpty();
    assertThat(outcome.small).as("answers of few people").isZero();
    assertThat(outcome.different).as("pairs that differ at all").isGreaterThan(PAIRS / 5);
    assertThat(outcome.nested).as("one within the other").isGreaterThan(PAIRS / 50);
    assertThat(attack.published())
        .as("people that are published in the end")
        .isGreaterThan(PEOPLE / 2);
  }

  @Test
  void theSameAttackSucceeds_whereEveryAnswerIsPublishedAtOnce() {
    Outcome outcome = new Attack(1, 1).compare(PAIRS);

    assertThat(outcome.fallen).hasSizeGreaterThan(PAIRS / 100);
  }

  /** What became of the pairs. */
  private record Outcome(List<String> fallen, int small, int different, int nested) {}

  /** An answer of the system: who is behind it, which only the test knows, and what it says. */
  private record Answer(String question, BitSet people, Tallies published) {
    Score score() {
      return Scores.of(Metrics.NPS, published, SMALLEST);
    }
  }

  /** What became visible together. */
  private record Published(
      int moment, List<String> scopes, Instant hour, BitSet who, Tallies what) {}

  private static final class Attack {
    private static final int MOMENTS = 400;
    private final Random random;
    private final AnswerGroups groups;
    private final List<Published> published = new ArrayList<>();
    private final Map<String, List<Published>> byScope = new HashMap<>();
    private final ScopeTexts texts = new ScopeTexts(10_000);

    Attack(long seed, int groupSize) {
      random = new Random(seed);
      groups = new AnswerGroups(groupSize);
      Map<String, HeldAnswer> waiting = new LinkedHashMap<>();
      int person = 0;
      for (int moment = 0; moment < MOMENTS; moment++) {
        Instant now = START.plus(Duration.ofHours(6L * moment));
        int end = moment == MOMENTS - 1 ? PEOPLE : PEOPLE * (moment + 1) / MOMENTS;
        for (int left = random.nextInt(2 * Math.max(0, end - person) + 1); left > 0; left--) {
          if (person < PEOPLE) {
            HeldAnswer answer = answer(person++, now);
            waiting.put(answer.entity(), answer);
          }
        }
        for (AnswerGroups.Group group : groups.of(waiting.values(), now.plusSeconds(5))) {
          group.members().forEach(member -> waiting.remove(member.entity()));
          Published visible = published(group, moment);
          published.add(visible);
          for (String scope : visible.scopes) {
            byScope.computeIfAbsent(scope, none -> new ArrayList<>()).add(visible);
          }
        }
      }
    }

    /** Mostly of today, some late; teams of very different sizes, and people without one. */
    private HeldAnswer answer(int person, Instant now) {
      Map<Dimension, String> dimensionValues = new EnumMap<>(Dimension.class);
      dimensionValues.put(Dimension.SERVICE, few("S", 3));
      if (random.nextInt(10) > 0) {
        dimensionValues.put(Dimension.TEAM, few("T", 6));
        dimensionValues.put(Dimension.AGENT, few("A", 12));
      }
      dimensionValues.put(Dimension.CHANNEL, few("C", 3));
      int point = random.nextInt(11);
      Instant at = now.minus(Duration.ofHours(random.nextInt(4) == 0 ? random.nextInt(500) : 0));
      return new HeldAnswer(
          Integer.toString(person),
          Integer.toString(person),
          false,
          now,
          dimensionValues,
          List.of(
              Observation.choice(
                  "nps", "0-10", point, Scale.of(Metrics.NPS).get(0).classOf(point), at)));
    }

    private String few(String name, int most) {
      return name + random.nextInt(1 + random.nextInt(most));
    }

    private Published published(AnswerGroups.Group group, int moment) {
      BitSet who = new BitSet();
      group.members().forEach(member -> who.set(Integer.parseInt(member.entity())));
      EntityState state = new EntityState(0, group.dimensionValues(), KEPT, group.observations());
      Tallies what = new Tallies();
      group.observations().forEach(what::add);
      Instant time = group.observations().get(0).time();
      Slice slice = Slice.of(time, ZoneOffset.UTC);
      return new Published(moment, texts.of(state), slice.hour().start(), who, what);
    }

    int published() {
      BitSet all = new BitSet();
      published.forEach(group -> all.or(group.who));
      return all.cardinality();
    }

    Outcome compare(int pairs) {
      List<String> fallen = new ArrayList<>();
      int small = 0;
      int different = 0;
      int nested = 0;
      for (int i = 0; i < pairs; i++) {
        String scope = scope();
        Answer one = answer(scope, random.nextInt(MOMENTS), start(), 1 + random.nextInt(60 * 24));
        Answer other = random.nextBoolean() ? near(one, scope) : rest();
        BitSet apart = (BitSet) one.people.clone();
        apart.xor(other.people);
        int people = apart.cardinality();
        if (people > 0) {
          different++;
          nested += isWithin(one, other) || isWithin(other, one) ? 1 : 0;
        }
        small += isSmall(one.people.cardinality()) || isSmall(other.people.cardinality()) ? 1 : 0;
        boolean arePublished = one.score().value() != null && other.score().value() != null;
        if (arePublished && (isSmall(people) || !isConsistent(one, other, people))) {
          fallen.add(people + " people between " + one.question + " and " + other.question);
        }
      }
      return new Outcome(fallen, small, different, nested);
    }

    private static boolean isSmall(int people) {
      return people > 0 && people < SMALLEST;
    }

    /** Of the same people the same is published; of others within each other, so many more. */
    private static boolean isConsistent(Answer one, Answer other, int people) {
      Score a = one.score();
      Score b = other.score();
      if (people == 0) {
        return a.equals(b);
      }
      boolean isNested = isWithin(one, other) || isWithin(other, one);
      return !isNested || Math.abs(a.n() - b.n()) >= SMALLEST;
    }

    private static boolean isWithin(Answer inner, Answer outer) {
      BitSet more = (BitSet) inner.people.clone();
      more.andNot(outer.people);
      return more.isEmpty();
    }

    /** Another window, another moment, a wider or a narrower scope: all else as before. */
    private Answer near(Answer one, String scope) {
      String[] parts = one.question.split(" ", -1);
      int moment = Integer.parseInt(parts[0]);
      Instant from = Instant.parse(parts[1]);
      int hours = Integer.parseInt(parts[2]);
      return switch (random.nextInt(4)) {
        case 0 -> answer(scope, Math.min(MOMENTS - 1, moment + 1 + random.nextInt(3)), from, hours);
        case 1 -> answer(scope, moment, from, hours + 1 + random.nextInt(6));
        case 2 -> answer(scope, moment, from.plus(Duration.ofHours(1 + random.nextInt(6))), hours);
        default -> answer(random.nextBoolean() ? "all" : scope(), moment, from, hours);
      };
    }

    /** What a scope has more than its parts, as the rest of a breakdown shows it. */
    private Answer rest() {
      int moment = random.nextInt(MOMENTS);
      Instant from = start();
      int hours = 1 + random.nextInt(60 * 24);
      Answer whole = answer("all", moment, from, hours);
      Tallies rest = whole.published.copy();
      BitSet people = (BitSet) whole.people.clone();
      for (int team = 0; team < 6; team++) {
        Answer part = answer(Scope.of(Dimension.TEAM, "T" + team).toString(), moment, from, hours);
        rest.subtract(part.published);
        people.andNot(part.people);
      }
      return new Answer(whole.question + " without teams", people, rest);
    }

    private Answer answer(String scope, int moment, Instant from, int hours) {
      Instant to = from.plus(Duration.ofHours(hours));
      BitSet people = new BitSet();
      Tallies sum = new Tallies();
      for (Published group : byScope.getOrDefault(scope, List.of())) {
        if (group.moment <= moment && !group.hour.isBefore(from) && group.hour.isBefore(to)) {
          people.or(group.who);
          sum.merge(group.what);
        }
      }
      return new Answer(moment + " " + from + " " + hours + " " + scope, people, sum);
    }

    private Instant start() {
      return START.plus(Duration.ofHours(random.nextInt(100 * 24)));
    }

    private String scope() {
      String service = few("S", 3);
      String team = few("T", 6);
      return switch (random.nextInt(6)) {
        case 0 -> "all";
        case 1 -> Scope.of(Dimension.SERVICE, service).toString();
        case 2 -> Scope.of(Dimension.TEAM, team).toString();
        case 3 -> Scope.of(Dimension.CHANNEL, few("C", 3)).toString();
        case 4 -> Scope.of(Dimension.SERVICE, service, Dimension.TEAM, team).toString();
        default -> Scope.of(Dimension.TEAM, team, Dimension.AGENT, few("A", 12)).toString();
      };
    }
  }
}
