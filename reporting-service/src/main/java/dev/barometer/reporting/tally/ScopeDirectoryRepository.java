package dev.barometer.reporting.tally;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.starter.projection.GuardedWritesRepository;
import dev.barometer.starter.store.Interruptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Which scopes there are, {@code {_id: "team:A", dimensions: "team"}}: a breakdown begins here. A
 * scope is written before its first page.
 */
final class ScopeDirectoryRepository {
  static final String COLLECTION = "scopes";
  static final String DIMENSIONS = "dimensions";

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoOperations mongo;
  private final GuardedWritesRepository writes;
  private final Interruptions interruptions;
  private final TallyMemoryStore memory;
  private final AtomicReference<Known> known;

  /** Scopes that were written while the database was away so many times and not more. */
  private record Known(long interruptions, Set<String> scopes) {
    static Known none(long interruptions) {
      return new Known(interruptions, ConcurrentHashMap.newKeySet());
    }
  }

  ScopeDirectoryRepository(
      MongoOperations mongo, Interruptions interruptions, TallyMemoryStore memory) {
    this.mongo = mongo;
    this.memory = memory;
    this.interruptions = interruptions;
    this.known = new AtomicReference<>(Known.none(interruptions.count()));
    this.writes = new GuardedWritesRepository(mongo, COLLECTION);
  }

  void add(Collection<String> scopes) {
    Set<String> written = known().scopes();
    List<String> unknown = scopes.stream().filter(scope -> !written.contains(scope)).toList();
    List<WriteModel<Document>> upserts =
        unknown.stream().<WriteModel<Document>>map(ScopeDirectoryRepository::upsert).toList();
    try {
      writes.write(upserts);
    } finally {
      memory.know(scopes);
    }
    written.addAll(unknown);
  }

  /** A database that was away may have lost what it was told last: then all are told again. */
  private Known known() {
    long now = interruptions.count();
    return known.updateAndGet(same -> same.interruptions() == now ? same : Known.none(now));
  }

  private static ReplaceOneModel<Document> upsert(String scope) {
    String dimensions = text(Scope.parse(scope).values().keySet());
    return new ReplaceOneModel<>(
        Filters.eq("_id", scope),
        new Document("_id", scope).append(DIMENSIONS, dimensions),
        UPSERT);
  }

  List<Scope> of(Set<Dimension> dimensions) {
    return mongo
        .getCollection(COLLECTION)
        .find(Filters.eq(DIMENSIONS, text(dimensions)))
        .map(document -> Scope.parse(document.getString("_id")))
        .into(new ArrayList<>());
  }

  /** Those of them that are there. */
  Set<Scope> among(Collection<Scope> scopes) {
    return mongo
        .getCollection(COLLECTION)
        .find(Filters.in("_id", scopes.stream().map(Scope::toString).toList()))
        .map(document -> Scope.parse(document.getString("_id")))
        .into(new HashSet<>());
  }

  static String text(Set<Dimension> dimensions) {
    Set<Dimension> ordered = EnumSet.noneOf(Dimension.class);
    ordered.addAll(dimensions);
    return ordered.stream().map(Dimension::label).collect(Collectors.joining(","));
  }
}
