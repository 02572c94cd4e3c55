package dev.barometer.metrics;

import static dev.barometer.metrics.ObservationArbitraries.tallied;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Tallies are a group: what corrections, windows, repeats and erasure rest on. */
@Domain(ObservationArbitraries.class)
@Domain(DomainContext.Global.class)
class TalliesAlgebraTest {

  @Property
  void mergingIsCommutative(@ForAll List<Observation> a, @ForAll List<Observation> b) {
    assertThat(tallied(a).merge(tallied(b))).isEqualTo(tallied(b).merge(tallied(a)));
  }

  @Property
  void mergingIsAssociative(
      @ForAll List<Observation> a, @ForAll List<Observation> b, @ForAll List<Observation> c) {
    Tallies leftFirst = tallied(a).merge(tallied(b)).merge(tallied(c));
    Tallies rightFirst = tallied(a).merge(tallied(b).merge(tallied(c)));

    assertThat(leftFirst).isEqualTo(rightFirst);
  }

  @Property
  void nothingIsTheNeutralElement(@ForAll List<Observation> a) {
    assertThat(tallied(a).merge(new Tallies())).isEqualTo(tallied(a));
    assertThat(new Tallies().merge(tallied(a))).isEqualTo(tallied(a));
  }

  @Property
  void subtractingIsTheInverseOfMerging(@ForAll List<Observation> a, @ForAll List<Observation> b) {
    assertThat(tallied(a).merge(tallied(b)).subtract(tallied(b))).isEqualTo(tallied(a));
    assertThat(tallied(a).subtract(tallied(b)).merge(tallied(b))).isEqualTo(tallied(a));
    assertThat(tallied(a).subtract(tallied(a)).isEmpty()).isTrue();
  }

  @Property
  void retractingUndoesAdding(@ForAll List<Observation> a, @ForAll Observation observation) {
    assertThat(tallied(a).add(observation).retract(observation)).isEqualTo(tallied(a));
    assertThat(tallied(a).retract(observation).add(observation)).isEqualTo(tallied(a));
  }

  @Property
  void anyOrderGivesTheSame(@ForAll List<Observation> a, @ForAll Random random) {
    List<Observation> shuffled = new ArrayList<>(a);
    Collections.shuffle(shuffled, random);

    assertThat(tallied(shuffled)).isEqualTo(tallied(a));
    assertThat(tallied(shuffled).toBytes()).isEqualTo(tallied(a).toBytes());
  }

  @Property
  void aMergeOfPartsIsTheWhole(
      @ForAll List<Observation> all, @ForAll @IntRange(min = 1, max = 9) int size) {
    Tallies merged = new Tallies();
    for (int from = 0; from < all.size(); from += size) {
      merged.merge(tallied(all.subList(from, Math.min(from + size, all.size()))));
    }

    assertThat(merged).isEqualTo(tallied(all));
  }

  @Property
  void aWindowThatSubtractsWhatLeavesIsTheWindowComputedAnew(
      @ForAll List<Observation> all, @ForAll @IntRange(min = 1, max = 100) int hours) {
    Map<Instant, Tallies> byHour = new HashMap<>();
    all.forEach(o -> byHour.computeIfAbsent(o.time(), hour -> new Tallies()).add(o));
    Tallies window = new Tallies();
    Instant hour = Instant.parse("2026-11-01T00:00:00Z");

    for (int i = 0; i < 240; i++, hour = hour.plus(Duration.ofHours(1))) {
      Instant end = hour;
      Instant leaving = hour.minus(Duration.ofHours(hours));
      window.merge(byHour.getOrDefault(end, new Tallies()));
      window.subtract(byHour.getOrDefault(leaving, new Tallies()));

      List<Observation> inside =
          all.stream().filter(o -> o.time().isAfter(leaving) && !o.time().isAfter(end)).toList();
      assertThat(window).isEqualTo(tallied(inside));
    }
  }

  /**
   * A source says what is true of it now: the difference to what it said before is added. However
   * often and in whatever order its revisions are read, the tally is that of the last ones.
   */
  @Property
  void anyOrderAndRepetitionOfRevisionsGiveTheTallyOfTheLast(
      @ForAll @Size(max = 20) List<@Size(min = 1, max = 4) List<Observation>> revisionsBySource,
      @ForAll Random random) {
    List<Revision> stream = new ArrayList<>();
    for (int source = 0; source < revisionsBySource.size(); source++) {
      for (int number = 0; number < revisionsBySource.get(source).size(); number++) {
        Revision revision = new Revision(source, number, revisionsBySource.get(source).get(number));
        stream.addAll(Collections.nCopies(1 + random.nextInt(3), revision));
      }
    }
    Collections.shuffle(stream, random);

    Tallies running = new Tallies();
    Map<Integer, Revision> known = new HashMap<>();
    for (Revision revision : stream) {
      Revision before = known.get(revision.source());
      if (before == null || before.number() < revision.number()) {
        known.put(revision.source(), revision);
        running.add(revision.observation());
        if (before != null) {
          running.retract(before.observation());
        }
      }
    }

    Tallies batch = new Tallies();
    revisionsBySource.forEach(revisions -> batch.add(revisions.get(revisions.size() - 1)));
    assertThat(running).isEqualTo(batch);
  }

  @Property
  void aScoreDependsOnTheTallyAlone(@ForAll List<Observation> a, @ForAll List<Observation> b) {
    Tallies detour = tallied(a).merge(tallied(b)).subtract(tallied(b));
    for (Metric metric : Metrics.all()) {
      assertThat(Scores.of(metric, detour, 1)).isEqualTo(Scores.of(metric, tallied(a), 1));
    }
  }

  /** Equal as a value, whatever room was taken on the way. */
  @Property
  void equalTalliesHaveEqualHashes(@ForAll List<Observation> a, @ForAll List<Observation> b) {
    Tallies detour = tallied(a).merge(tallied(b)).subtract(tallied(b));

    assertThat(detour.hashCode()).isEqualTo(tallied(a).hashCode());
  }

  private record Revision(int source, int number, Observation observation) {}
}
