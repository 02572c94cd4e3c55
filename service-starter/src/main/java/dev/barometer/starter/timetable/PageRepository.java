package dev.barometer.starter.timetable;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.timetable.Page.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;

/** The pages, and the mark that says which of them count. Everything is found by {@code _id}. */
final class PageRepository {
  private static final String PAGES = "timetable_pages";
  private static final String MARK = "timetable_mark";
  private static final String ID = "_id";
  private static final String ENTRIES = "entries";
  private static final String ADDED = "added";
  private static final String PARTS = "parts";
  private static final String ITEM = "item";
  private static final String AT = "at";
  private static final String PLACEMENT = "placement";
  private static final String DONE = "done";
  private static final String OPEN = "open";
  private static final String INSTANCES = "instances";
  private static final Bson THE_MARK = Filters.eq(ID, "mark");
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;

  PageRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<Mark> mark() {
    return Optional.ofNullable(marks().find(THE_MARK).first()).map(PageRepository::readMark);
  }

  /** Closes what is before the minute, unless a later one is closed already. */
  Mark open(long minute) {
    return updateMark(List.of(Updates.max(OPEN, minute), Updates.setOnInsert(DONE, minute)));
  }

  /** And says that an instance is here, and that others have been away for long. */
  Mark open(long minute, String instance, Collection<String> gone) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.max(OPEN, minute));
    updates.add(Updates.setOnInsert(DONE, minute));
    updates.add(Updates.set(INSTANCES + "." + instance, minute));
    gone.forEach(each -> updates.add(Updates.unset(INSTANCES + "." + each)));
    return updateMark(updates);
  }

  private Mark updateMark(List<Bson> updates) {
    Document mark =
        marks()
            .findOneAndUpdate(
                THE_MARK,
                Updates.combine(updates),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    if (mark == null) {
      throw new IllegalStateException("no mark");
    }
    return readMark(mark);
  }

  void leave(String instance) {
    marks().updateOne(THE_MARK, Updates.unset(INSTANCES + "." + instance));
  }

  /** Nothing before the minute is looked at any more. */
  void done(long minute) {
    marks().updateOne(THE_MARK, Updates.max(DONE, minute));
  }

  /** Those that are there, in the order of their minutes and parts. */
  List<Page> find(Collection<Page.Id> ids) {
    List<Page> found = new ArrayList<>();
    if (!ids.isEmpty()) {
      for (Document page : pages().find(Filters.in(ID, names(ids)))) {
        found.add(readPage(page));
      }
    }
    found.sort(
        Comparator.comparingLong((Page page) -> page.id().minute())
            .thenComparingInt(page -> page.id().part()));
    return found;
  }

  /** How many parts each of the minutes has; of those that have one it may say nothing. */
  Map<Long, Integer> parts(Collection<Long> minutes) {
    List<String> heads = minutes.stream().map(minute -> new Page.Id(minute, 0).toString()).toList();
    Map<Long, Integer> parts = new HashMap<>();
    for (Document page :
        pages().find(Filters.in(ID, heads)).projection(Projections.include(PARTS))) {
      parts.put(Page.Id.parse(page.getString(ID)).minute(), page.getInteger(PARTS, 1));
    }
    return parts;
  }

  void growTo(long minute, int parts) {
    pages()
        .updateOne(
            Filters.eq(ID, new Page.Id(minute, 0).toString()), Updates.max(PARTS, parts), UPSERT);
  }

  /** Adds what is not there yet; says how many were added to this page, ever, at most. */
  int add(Page.Id page, List<Entry> entries) {
    Document after =
        pages()
            .findOneAndUpdate(
                Filters.eq(ID, page.toString()),
                Updates.combine(
                    Updates.addEachToSet(ENTRIES, written(entries)),
                    Updates.inc(ADDED, entries.size())),
                new FindOneAndUpdateOptions()
                    .upsert(true)
                    .projection(Projections.include(ADDED))
                    .returnDocument(ReturnDocument.AFTER));
    return after == null ? 0 : after.getInteger(ADDED, 0);
  }

  void remove(Collection<Entry> entries) {
    Map<Page.Id, List<Entry>> byPage = new LinkedHashMap<>();
    entries.forEach(
        entry -> byPage.computeIfAbsent(entry.page(), none -> new ArrayList<>()).add(entry));
    List<WriteModel<Document>> writes = new ArrayList<>(byPage.size());
    byPage.forEach(
        (page, of) ->
            writes.add(
                new UpdateOneModel<>(
                    Filters.eq(ID, page.toString()), Updates.pullAll(ENTRIES, written(of)))));
    if (!writes.isEmpty()) {
      pages().bulkWrite(writes, EACH_BY_ITSELF);
    }
  }

  void delete(Collection<Page.Id> ids) {
    if (!ids.isEmpty()) {
      pages().deleteMany(Filters.in(ID, names(ids)));
    }
  }

  private static List<String> names(Collection<Page.Id> ids) {
    return ids.stream().map(Page.Id::toString).toList();
  }

  private static List<Document> written(Collection<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                new Document(ITEM, entry.item())
                    .append(AT, Date.from(entry.at()))
                    .append(PLACEMENT, entry.placement()))
        .toList();
  }

  private static Page readPage(Document page) {
    Page.Id id = Page.Id.parse(page.getString(ID));
    List<Entry> entries = new ArrayList<>();
    for (Document entry : page.getList(ENTRIES, Document.class, List.of())) {
      entries.add(
          new Entry(
              id,
              entry.getString(ITEM),
              entry.getDate(AT).toInstant(),
              entry.getString(PLACEMENT)));
    }
    return new Page(id, page.getInteger(PARTS, 1), entries);
  }

  private static Mark readMark(Document mark) {
    Map<String, Long> instances = new HashMap<>();
    mark.get(INSTANCES, new Document())
        .forEach((instance, minute) -> instances.put(instance, ((Number) minute).longValue()));
    return new Mark(number(mark, DONE), number(mark, OPEN), instances);
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }

  private MongoCollection<Document> pages() {
    return mongo.getCollection(PAGES);
  }

  private MongoCollection<Document> marks() {
    return mongo.getCollection(MARK);
  }
}
