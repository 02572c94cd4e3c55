package dev.barometer.complaint.escalation;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static dev.barometer.complaint.ResponseFixtures.withdrawn;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said in whatever order, however often: the cases come out the same. */
class AnyOrderTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final int MOST_REVISIONS = 4;

  private final EscalationPolicy policy = new EscalationPolicy(RuleList.DEFAULT);

  /** What the topic promises: each response's revisions grow, parts are read again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void endsInTheSameDocuments_whenPartsAreReadAgain(int seed) {
    var random = new Random(seed);
    List<List<Response>> histories = histories(random);
    Map<String, Case> once = casesAfter(inTurns(histories, new Random(seed + 1_000)));

    Map<String, Case> again = casesAfter(withRewinds(inTurns(histories, random), random));

    assertThat(again.keySet()).isEqualTo(once.keySet());
    once.forEach(
        (caseId, expected) -> {
          assertThat(withoutHandling(again.get(caseId).toComplaint(), again.get(caseId).revision()))
              .isEqualTo(withoutHandling(expected.toComplaint(), expected.revision()));
          assertThat(again.get(caseId).evidence()).isEqualTo(expected.evidence());
        });
  }

  /** More than the topic promises: revisions in any order, any of them any number of times. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void endsInTheSameOpenCases_whenRevisionsAreShuffled(int seed) {
    var random = new Random(seed);
    List<List<Response>> histories = histories(random);
    Map<String, Complaint> inOrder = open(casesAfter(inTurns(histories, random)));

    var shuffled = new ArrayList<Response>();
    histories.forEach(shuffled::addAll);
    histories.forEach(shuffled::addAll);
    Collections.shuffle(shuffled, random);

    assertThat(open(casesAfter(shuffled))).isEqualTo(inOrder);
  }

  private Map<String, Case> casesAfter(List<Response> read) {
    DATABASE.clear();
    var cases = EvidenceFixtures.evidence(DATABASE.mongo());
    for (Response response : read) {
      cases.apply(
          response, policy.verdictOn(response).orElse(null), response.submittedAt(), MONDAY);
    }
    return DATABASE.mongo().findAll(CaseDocument.class).stream()
        .collect(toMap(CaseDocument::id, CaseDocument::current, (a, b) -> a, TreeMap::new));
  }

  /** The cases somebody has to handle, but for how many changes it took to get there. */
  private static Map<String, Complaint> open(Map<String, Case> cases) {
    var open = new TreeMap<String, Complaint>();
    cases.forEach(
        (caseId, found) -> {
          if (found.status() != Status.WITHDRAWN) {
            open.put(caseId, withoutHandling(found.toComplaint(), 0));
          }
        });
    return open;
  }

  /** How far people have come tells of the order in which things were read. */
  private static Complaint withoutHandling(Complaint complaint, long revision) {
    return new Complaint(
        complaint.complaintId(),
        revision,
        complaint.kind(),
        complaint.status(),
        complaint.severity(),
        complaint.rule(),
        complaint.openedAt(),
        complaint.closedAt(),
        complaint.ticketId(),
        complaint.person(),
        complaint.evidence(),
        complaint.context(),
        complaint.slaMet(),
        complaint.escalated());
  }

  /** Eight responses of two people on two tickets, some revised, some withdrawn in the end. */
  private static List<List<Response>> histories(Random random) {
    var histories = new ArrayList<List<Response>>();
    for (int i = 0; i < 8; i++) {
      var history = new ArrayList<Response>();
      String ticketId = "INC" + random.nextInt(2);
      String personId = "u-" + random.nextInt(2);
      int revisions = 1 + random.nextInt(MOST_REVISIONS);
      for (int revision = 1; revision <= revisions; revision++) {
        var said =
            response(
                "r-" + i,
                revision,
                ticketId,
                personId,
                MONDAY.plusSeconds(random.nextInt(5)),
                nps(random.nextInt(11)));
        boolean takenBack = revision == revisions && random.nextInt(4) == 0;
        history.add(takenBack ? withdrawn(said, revision) : said);
      }
      histories.add(history);
    }
    return histories;
  }

  /** One stream out of many; each history stays in its order. */
  private static List<Response> inTurns(List<List<Response>> histories, Random random) {
    var rest = new ArrayList<Queue<Response>>();
    histories.forEach(history -> rest.add(new ArrayDeque<>(history)));
    var stream = new ArrayList<Response>();
    while (!rest.isEmpty()) {
      Queue<Response> next = rest.get(random.nextInt(rest.size()));
      stream.add(next.remove());
      rest.removeIf(Queue::isEmpty);
    }
    return stream;
  }

  /** The stream as it is read by a consumer that goes back several times. */
  private static List<Response> withRewinds(List<Response> stream, Random random) {
    var read = new ArrayList<Response>();
    for (int i = 0; i < 3; i++) {
      int upTo = random.nextInt(stream.size());
      read.addAll(stream.subList(0, upTo));
      read.addAll(stream.subList(random.nextInt(upTo + 1), upTo));
    }
    read.addAll(stream);
    return read;
  }
}
