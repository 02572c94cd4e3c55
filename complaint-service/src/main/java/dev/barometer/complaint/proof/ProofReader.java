package dev.barometer.complaint.proof;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.HistorySeals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Compares histories with their seals, and with what others were last told. Who can write to the
 * whole database can take both back to an earlier state; what readers of the topic hold still shows
 * that.
 */
@Component
class ProofReader {
  private final MongoOperations mongo;
  private final CaseRepository cases;
  private final PublishedSealRepository told;
  private final HistorySeals seals;

  ProofReader(
      MongoOperations mongo,
      CaseRepository cases,
      PublishedSealRepository told,
      HistorySeals seals) {
    this.mongo = mongo;
    this.cases = cases;
    this.told = told;
    this.seals = seals;
  }

  /**
   * Some of all cases.
   *
   * @param last the id to go on from; null after the last of them
   */
  record Page(int verified, List<Verdict> broken, @Nullable String last) {}

  /**
   * @param find reads the case, after what was told of it: what is told meanwhile is no proof
   */
  Verdict verify(String caseId, Supplier<Case> find) {
    PublishedSealRepository.PublishedSeal lastTold = told.find(caseId).orElse(null);
    return verify(find.get(), lastTold);
  }

  private Verdict verify(Case found, PublishedSealRepository.@Nullable PublishedSeal lastTold) {
    return lastTold == null
        ? Verdict.on(found, seals, 0, null)
        : Verdict.on(found, seals, lastTold.length(), lastTold.seal());
  }

  /**
   * The cases after this one in the order of their ids, and those that others know of and are gone.
   */
  Page verify(@Nullable String after, int limit) {
    List<String> there = idsAfter(after, limit);
    List<PublishedSealRepository.PublishedSeal> known = told.after(after, limit);
    boolean more = there.size() == limit || known.size() == limit;
    // Both lists are whole up to here.
    String last = more ? smaller(there, known, limit) : null;
    Map<String, PublishedSealRepository.@Nullable PublishedSeal> all = new TreeMap<>();
    there.forEach(id -> all.put(id, null));
    known.forEach(one -> all.put(one.caseId(), one));
    if (last != null) {
      all.keySet().removeIf(id -> id.compareTo(last) > 0);
    }
    Map<String, Case> found =
        cases.find(all.keySet()).stream()
            .collect(Collectors.toMap(Case::caseId, Function.identity()));
    List<Verdict> broken = new ArrayList<>();
    all.forEach(
        (id, lastTold) -> {
          Case one = found.get(id);
          Verdict verdict = one == null ? Verdict.gone(id) : verify(one, lastTold);
          if (!verdict.intact()) {
            broken.add(verdict);
          }
        });
    return new Page(all.size(), broken, last);
  }

  private static String smaller(
      List<String> there, List<PublishedSealRepository.PublishedSeal> known, int limit) {
    String lastThere = there.size() == limit ? there.get(limit - 1) : null;
    String lastKnown = known.size() == limit ? known.get(limit - 1).caseId() : null;
    if (lastThere == null || (lastKnown != null && lastKnown.compareTo(lastThere) < 0)) {
      return String.valueOf(lastKnown);
    }
    return lastThere;
  }

  private List<String> idsAfter(@Nullable String after, int limit) {
    Query query = after == null ? new Query() : new Query(where("_id").gt(after));
    query.with(Sort.by("_id")).limit(limit).fields().include("_id");
    return mongo.find(query, org.bson.Document.class, CaseDocument.COLLECTION).stream()
        .map(document -> document.getString("_id"))
        .toList();
  }
}
