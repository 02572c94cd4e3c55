package dev.barometer.reporting.tally;

import com.mongodb.client.model.Filters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/** Reads the pages by their ids only, whole pages at a time. */
final class TallyReadRepository {
  /** Keeps a reply well under the size a message may have. */
  private static final int PAGES_PER_REPLY = 200;

  private final MongoOperations mongo;

  TallyReadRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** All of them; those that are not there are empty. */
  Map<String, KeptPage> pages(List<String> ids) {
    Map<String, KeptPage> found = new HashMap<>();
    ids.forEach(id -> found.put(id, KeptPage.EMPTY));
    var pages =
        mongo
            .getCollection(TallyPageRepository.COLLECTION)
            .find(Filters.in(TallyPageRepository.ID, ids))
            .batchSize(PAGES_PER_REPLY);
    for (Document page : pages) {
      found.put(
          page.getString(TallyPageRepository.ID),
          page(page.get(TallyPageRepository.SLOTS, Document.class)));
    }
    return found;
  }

  private static KeptPage page(Document stored) {
    KeptPage.@Nullable Slot[] slots = new KeptPage.Slot[KeptPage.SLOTS];
    stored.forEach(
        (name, slot) -> {
          Document state = (Document) slot;
          slots[PageSlot.place(name)] =
              KeptPage.Slot.of(
                  state.get(TallyPageRepository.SEQUENCE, Number.class).longValue(),
                  state.get(TallyPageRepository.TALLIES, Binary.class).getData());
        });
    return KeptPage.of(slots);
  }
}
