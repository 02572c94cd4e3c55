package dev.barometer.complaint.escalation;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static dev.barometer.complaint.ResponseFixtures.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.contract.fact.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Many at a time come to what one by one comes to. */
class EvidenceBatchRepositoryTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final EscalationPolicy POLICY = new EscalationPolicy(RuleList.DEFAULT);

  /** What is erased is never heard of again, but for that. */
  private static final long ERASED = -1;

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 25);
  }

  /** All there is after some time. */
  private record Kept(
      List<CaseDocument> cases, List<ProcessedResponse> processed, List<EarlierCases> people) {
    static Kept in(MongoOperations mongo) {
      return new Kept(
          sorted(mongo.findAll(CaseDocument.class), CaseDocument::id),
          sorted(mongo.findAll(ProcessedResponse.class), ProcessedResponse::responseId),
          sorted(mongo.findAll(EarlierCases.class), EarlierCases::mark));
    }

    private static <T> List<T> sorted(List<T> all, java.util.function.Function<T, String> key) {
      return all.stream().sorted(Comparator.comparing(key)).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void comesToTheSame_howeverTheStreamIsCut(int seed) {
    var random = new Random(seed);
    List<Said> stream = stream(random);
    Kept expected = oneByOne(stream);
    DATABASE.clear();

    var batches = batches(DATABASE.mongo());
    cut(stream, random).forEach(batches::apply);

    assertThat(Kept.in(DATABASE.mongo())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void comesToTheSame_whenItDiesAtAnyWriteAndBeginsTheBatchAgain(int seed) {
    var random = new Random(seed);
    List<Said> stream = stream(random);
    Kept expected = oneByOne(stream);

    try (var database = new DyingDatabase(random)) {
      for (List<Said> batch : cut(stream, random)) {
        database.dieAfter(random.nextInt(4));
        applyUntilDone(batch, database);
      }
      assertThat(database.deaths()).isPositive();
      assertThat(Kept.in(database.mongo())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void changesNothing_whenPartsAreReadAgain(int seed) {
    var random = new Random(seed);
    List<Said> stream = stream(random);
    oneByOne(stream);
    Kept before = Kept.in(DATABASE.mongo());
    List<Said> again = stream.subList(random.nextInt(stream.size()), stream.size());

    cut(again, random).forEach(batches(DATABASE.mongo())::apply);

    assertThat(Kept.in(DATABASE.mongo())).isEqualTo(before);
  }

  @Test
  void losesNothing_whenInstancesRaceForTheSameCases() throws Exception {
    List<Said> said =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    said(
                        response("r-" + i, 1, "INC" + i % 6, "u-1", MONDAY.plusSeconds(i), nps(1))))
            .toList();
    var instances = Executors.newFixedThreadPool(3);
    try {
      List<Callable<List<Outcome>>> readings = new ArrayList<>();
      for (int i = 0; i < 60; i += 10) {
        List<Said> batch = said.subList(i, i + 10);
        readings.add(() -> batches(DATABASE.mongo()).apply(batch));
        readings.add(() -> batches(DATABASE.mongo()).apply(batch));
      }
      for (var done : instances.invokeAll(readings)) {
        done.get();
      }
    } finally {
      instances.shutdown();
    }

    List<CaseDocument> cases = DATABASE.mongo().findAll(CaseDocument.class);
    assertThat(cases).hasSize(6);
    assertThat(cases)
        .allSatisfy(
            one -> {
              assertThat(one.current().evidence()).hasSize(10);
              assertThat(one.revision()).isEqualTo(10);
              assertThat(one.unsent()).hasSize(10);
            });
    assertThat(DATABASE.mongo().findById(CaseFixtures.MARKS.of("u-1"), EarlierCases.class).cases())
        .hasSize(6);
  }

  @Test
  void writesAndReadsNothing_whenNothingEscalates() {
    try (var database = new DyingDatabase(new Random(1))) {
      database.dieAfter(0);

      List<Outcome> outcomes =
          batches(database.mongo())
              .apply(List.of(said(response("r-1", 1, "INC1", "u-1", MONDAY, nps(9)))));

      assertThat(outcomes).containsExactly(Outcome.NOTHING);
      assertThat(database.deaths()).isZero();
    }
  }

  @Test
  void opensTheNextCases_whenTheFirstOfTheirMatterAreSettled() {
    var batches = batches(DATABASE.mongo());
    for (int i = 0; i < 9; i++) {
      batches.apply(List.of(said(response("r-" + i, 1, "INC1", "u-1", MONDAY, nps(1)))));
      DATABASE
          .mongo()
          .updateMulti(
              new Query(), Update.update("current.status", Status.CLOSED), CaseDocument.class);
    }

    assertThat(DATABASE.mongo().findAll(CaseDocument.class))
        .hasSize(9)
        .allSatisfy(
            one ->
                assertThat(one.current().evidence())
                    .extracting(Evidence::stands)
                    .containsExactly(true));
  }

  private static void applyUntilDone(List<Said> batch, DyingDatabase database) {
    int deaths = database.deaths();
    try {
      batches(database.mongo()).apply(batch);
    } catch (DataAccessException died) {
      assertThat(database.deaths()).isEqualTo(deaths + 1);
      batches(database.mongo()).apply(batch);
    }
    database.dieAfter(Integer.MAX_VALUE);
  }

  private static Kept oneByOne(List<Said> stream) {
    DATABASE.clear();
    var evidence = EvidenceFixtures.evidence(DATABASE.mongo());
    for (Said one : stream) {
      if (one.response() == null) {
        evidence.forget(one.responseId(), one.at(), one.takenIn());
      } else {
        evidence.apply(one.response(), one.verdict(), one.at(), one.takenIn());
      }
    }
    return Kept.in(DATABASE.mongo());
  }

  private static EvidenceBatchRepository batches(MongoOperations mongo) {
    return new EvidenceBatchRepository(
        CaseFixtures.casesIn(mongo), mongo, CaseFixtures.MARKS, CaseFixtures.BOOK);
  }

  private static Said said(Response response) {
    return new Said(
        response.responseId(),
        response,
        POLICY.verdictOn(response).orElse(null),
        response.submittedAt(),
        MONDAY);
  }

  private static List<List<Said>> cut(List<Said> stream, Random random) {
    List<List<Said>> batches = new ArrayList<>();
    for (int from = 0; from < stream.size(); ) {
      int to = Math.min(stream.size(), from + 1 + random.nextInt(12));
      batches.add(stream.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** Responses of a few people on a few tickets, revised, withdrawn, repeated and erased. */
  private static List<Said> stream(Random random) {
    List<Said> stream = new ArrayList<>();
    long[] revisions = new long[12];
    for (int i = 0; i < 60; i++) {
      int number = random.nextInt(revisions.length);
      String id = "r-" + number;
      if (revisions[number] == ERASED || (revisions[number] > 0 && random.nextInt(8) == 0)) {
        revisions[number] = ERASED;
        stream.add(new Said(id, null, null, MONDAY, MONDAY));
        continue;
      }
      boolean isRepeat = revisions[number] > 0 && random.nextInt(5) == 0;
      long revision = isRepeat ? revisions[number] : ++revisions[number];
      var points = new Random(number * 100L + revision);
      Response response =
          response(
              id,
              revision,
              "INC" + number % 3,
              number % 4 == 3 ? null : "u-" + number % 2,
              MONDAY.plusSeconds(number),
              nps(points.nextInt(11)));
      stream.add(said(points.nextInt(6) == 0 ? withdrawn(response, revision) : response));
    }
    return stream;
  }
}
