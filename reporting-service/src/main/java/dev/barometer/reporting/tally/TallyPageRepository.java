package dev.barometer.reporting.tally;

import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.GuardedWritesRepository;
import dev.barometer.starter.projection.NewestPerKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Writes the pages of {@link PageSlot}: {@code {_id: "team:A|2016-03", b: {"05": {s: sequence, t:
 * tallies}}}}.
 */
final class TallyPageRepository {
  static final String COLLECTION = "tallies";

  static final String ID = "_id";
  static final String SLOTS = "b";
  static final String TALLIES = "t";

  static final String SEQUENCE = "s";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final ScopeDirectoryRepository directory;
  private final TallyMemoryStore memory;
  private final GuardedWritesRepository writes;

  TallyPageRepository(
      MongoOperations mongo, ScopeDirectoryRepository directory, TallyMemoryStore memory) {
    this.directory = directory;
    this.memory = memory;
    this.writes = new GuardedWritesRepository(mongo, COLLECTION);
  }

  /**
   * Writes what is newer; returns how many records were not. The scope {@code all} goes last: who
   * sees it complete finds the narrower ones of the same batch complete too.
   */
  int apply(List<Received<ScopeTallies>> batch) {
    NewestPerKey<SlotChange> newest = new NewestPerKey<>();
    for (Received<ScopeTallies> received : batch) {
      newest.add(received.key(), change(received), received.sequence());
    }
    List<SlotChange> changes = newest.writes();
    directory.add(changes.stream().map(SlotChange::scope).collect(Collectors.toSet()));
    Map<Boolean, List<SlotChange>> byWidth =
        changes.stream().collect(Collectors.partitioningBy(SlotChange::isOfAll));
    Set<SlotChange> refused = new HashSet<>(remember(byWidth.getOrDefault(false, List.of())));
    refused.addAll(remember(byWidth.getOrDefault(true, List.of())));
    return newest.unchanged(refused);
  }

  private static SlotChange change(Received<ScopeTallies> received) {
    ScopeTallies tallies = received.value();
    return tallies == null
        ? SlotChange.erasing(received.key(), received.sequence())
        : SlotChange.of(tallies, received.sequence());
  }

  /** Writes, and says so to the memory; of a write that failed nobody knows how far it came. */
  private List<SlotChange> remember(List<SlotChange> changes) {
    boolean isWritten = false;
    try {
      List<SlotChange> refused = write(changes);
      isWritten = true;
      return refused;
    } finally {
      if (isWritten) {
        memory.change(changes);
      } else {
        memory.forget(changes.stream().map(SlotChange::pageId).toList());
      }
    }
  }

  /**
   * Writes what is newer than what the slots hold; returns what was not. Slots of one page go in
   * one update, which is refused where any of them is not newer; then each goes by itself.
   */
  private List<SlotChange> write(Collection<SlotChange> changes) {
    Map<String, List<SlotChange>> byPage = new LinkedHashMap<>();
    List<String> erased = new ArrayList<>();
    List<WriteModel<Document>> erasures = new ArrayList<>();
    for (SlotChange change : changes) {
      if (change.tallies() == null) {
        erased.add(change.pageId());
        erasures.add(erasure(change));
      } else {
        byPage.computeIfAbsent(change.pageId(), none -> new ArrayList<>()).add(change);
      }
    }
    List<List<SlotChange>> pages = List.copyOf(byPage.values());
    List<SlotChange> alone =
        writes.write(pages.stream().map(TallyPageRepository::update).toList()).stream()
            .flatMap(index -> pages.get(index).stream())
            .toList();
    List<SlotChange> refused =
        writes.write(alone.stream().map(change -> update(List.of(change))).toList()).stream()
            .map(alone::get)
            .toList();
    if (!erased.isEmpty()) {
      writes.write(erasures);
      writes.write(
          List.of(
              new DeleteManyModel<>(
                  new Document(ID, new Document("$in", erased)).append(SLOTS, new Document()))));
    }
    return refused;
  }

  private static UpdateOneModel<Document> update(List<SlotChange> ofOnePage) {
    Document filter = new Document(ID, ofOnePage.get(0).pageId());
    Document slots = new Document();
    for (SlotChange change : ofOnePage) {
      addOlder(change, filter);
      slots.append(
          field(change),
          new Document(SEQUENCE, change.sequence()).append(TALLIES, new Binary(change.tallies())));
    }
    return new UpdateOneModel<>(filter, new Document("$set", slots), UPSERT);
  }

  private static UpdateOneModel<Document> erasure(SlotChange change) {
    Document filter = new Document(ID, change.pageId());
    addOlder(change, filter);
    return new UpdateOneModel<>(filter, new Document("$unset", new Document(field(change), "")));
  }

  /** True of a slot that is empty, or holds an older state. */
  private static void addOlder(SlotChange change, Document filter) {
    filter.append(
        field(change) + "." + SEQUENCE,
        new Document("$not", new Document("$gte", change.sequence())));
  }

  private static String field(SlotChange change) {
    return SLOTS + "." + change.slot();
  }
}
