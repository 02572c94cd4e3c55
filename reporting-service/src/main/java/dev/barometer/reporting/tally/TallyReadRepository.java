package dev.barometer.reporting.tally;

import com.mongodb.client.model.Filters;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Tallies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoOperations;

/** Reads the pages by their ids only, whole pages at a time. */
final class TallyReadRepository implements StoredTallies {
  private static final int IDS_PER_FIND = 1000;

  /** Keeps a reply well under the size a message may have. */
  private static final int PAGES_PER_REPLY = 200;

  private final MongoOperations mongo;
  private final ScopeDirectoryRepository directory;

  TallyReadRepository(MongoOperations mongo, ScopeDirectoryRepository directory) {
    this.mongo = mongo;
    this.directory = directory;
  }

  @Override
  public List<Scope> scopesOf(Set<Dimension> dimensions) {
    return directory.of(dimensions);
  }

  @Override
  public void read(Collection<Scope> scopes, Collection<Bucket> buckets, Visitor visitor) {
    Map<String, Map<String, Bucket>> bucketsByPage = new LinkedHashMap<>();
    for (Bucket bucket : buckets) {
      PageSlot pageSlot = PageSlot.of(bucket);
      bucketsByPage
          .computeIfAbsent(pageSlot.page(), none -> new HashMap<>())
          .put(pageSlot.slot(), bucket);
    }
    Map<String, Scope> scopesByText = new HashMap<>();
    List<String> ids = new ArrayList<>(scopes.size() * bucketsByPage.size());
    for (Scope scope : scopes) {
      String text = scope.toString();
      scopesByText.put(text, scope);
      bucketsByPage.keySet().forEach(page -> ids.add(PageSlot.pageIdOf(text, page)));
    }
    for (int from = 0; from < ids.size(); from += IDS_PER_FIND) {
      List<String> some = ids.subList(from, Math.min(from + IDS_PER_FIND, ids.size()));
      read(some, scopesByText, bucketsByPage, visitor);
    }
  }

  private void read(
      List<String> ids,
      Map<String, Scope> scopes,
      Map<String, Map<String, Bucket>> bucketsByPage,
      Visitor visitor) {
    var pages =
        mongo
            .getCollection(TallyPageRepository.COLLECTION)
            .find(Filters.in(TallyPageRepository.ID, ids))
            .batchSize(PAGES_PER_REPLY);
    for (Document page : pages) {
      String id = page.getString(TallyPageRepository.ID);
      Scope scope = Objects.requireNonNull(scopes.get(PageSlot.scopeOf(id)));
      Map<String, Bucket> buckets = Objects.requireNonNull(bucketsByPage.get(PageSlot.pageOf(id)));
      visit(page.get(TallyPageRepository.SLOTS, Document.class), scope, buckets, visitor);
    }
  }

  private static void visit(
      Document slots, Scope scope, Map<String, Bucket> buckets, Visitor visitor) {
    slots.forEach(
        (name, slot) -> {
          Bucket bucket = buckets.get(name);
          if (bucket != null) {
            byte[] bytes =
                ((Document) slot).get(TallyPageRepository.TALLIES, Binary.class).getData();
            visitor.visit(scope, bucket, Tallies.fromBytes(bytes));
          }
        });
  }
}
