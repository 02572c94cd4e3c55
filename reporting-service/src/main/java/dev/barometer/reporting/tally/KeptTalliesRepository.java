package dev.barometer.reporting.tally;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Tallies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers from memory, and keeps there what it had to ask the database for. */
final class KeptTalliesRepository implements StoredTallies, StoredScopes {
  private static final int IDS_PER_FIND = 1000;

  private final TallyMemoryStore memory;
  private final TallyReadRepository pages;
  private final ScopeDirectoryRepository directory;
  private final TallyMemoryMetrics metrics;

  KeptTalliesRepository(
      TallyMemoryStore memory,
      TallyReadRepository pages,
      ScopeDirectoryRepository directory,
      TallyMemoryMetrics metrics) {
    this.memory = memory;
    this.pages = pages;
    this.directory = directory;
    this.metrics = metrics;
  }

  /** A page that is asked for. */
  private record Asked(String id, Scope scope, @Nullable Bucket[] buckets) {
    void visit(KeptPage page, Visitor visitor) {
      for (int place = 0; place < buckets.length; place++) {
        Bucket bucket = buckets[place];
        Tallies tallies = bucket == null ? null : page.tallies(place);
        if (bucket != null && tallies != null) {
          visitor.visit(scope, bucket, tallies);
        }
      }
    }
  }

  @Override
  public List<Scope> scopesOf(Set<Dimension> dimensions) {
    return scopes(dimensions).scopes();
  }

  private KeptScopes scopes(Set<Dimension> dimensions) {
    String text = ScopeDirectoryRepository.text(dimensions);
    KeptScopes kept = memory.scopes(text);
    if (kept != null) {
      return kept;
    }
    try (TallyMemoryStore.Load load = memory.load()) {
      KeptScopes found = KeptScopes.of(directory.of(dimensions));
      load.keep(Map.of(text, found));
      return found;
    }
  }

  @Override
  public List<Scope> holding(Dimension dimension, String text, @Nullable Scope after, int most) {
    String sought = text.toLowerCase(Locale.ROOT);
    String behind = after == null ? "" : after.toString();
    return scopes(Set.of(dimension)).scopes().stream()
        .filter(scope -> scope.toString().compareTo(behind) > 0)
        .filter(
            scope ->
                scope
                    .values()
                    .getOrDefault(dimension, "")
                    .toLowerCase(Locale.ROOT)
                    .contains(sought))
        .limit(most)
        .toList();
  }

  /** A list that is not kept is not read for some of it. */
  @Override
  public Set<Scope> among(Collection<Scope> scopes) {
    Set<Scope> found = new HashSet<>();
    List<Scope> unsure = new ArrayList<>();
    for (Scope scope : scopes) {
      KeptScopes kept = memory.scopes(ScopeDirectoryRepository.text(scope.values().keySet()));
      if (kept == null) {
        unsure.add(scope);
      } else if (kept.known().contains(scope)) {
        found.add(scope);
      }
    }
    if (!unsure.isEmpty()) {
      found.addAll(directory.among(unsure));
    }
    return found;
  }

  @Override
  public void read(Collection<Scope> scopes, Collection<Bucket> buckets, Visitor visitor) {
    Map<String, @Nullable Bucket[]> bucketsByPage = byPage(buckets);
    List<Asked> missing = new ArrayList<>();
    int found = 0;
    for (Scope scope : scopes) {
      String text = scope.toString();
      for (Map.Entry<String, @Nullable Bucket[]> entry : bucketsByPage.entrySet()) {
        Asked asked = new Asked(PageSlot.pageIdOf(text, entry.getKey()), scope, entry.getValue());
        KeptPage page = memory.page(asked.id());
        if (page == null) {
          missing.add(asked);
        } else {
          asked.visit(page, visitor);
          found++;
        }
      }
    }
    metrics.asked(found, missing.size());
    for (int from = 0; from < missing.size(); from += IDS_PER_FIND) {
      load(missing.subList(from, Math.min(from + IDS_PER_FIND, missing.size())), visitor);
    }
  }

  private static Map<String, @Nullable Bucket[]> byPage(Collection<Bucket> buckets) {
    Map<String, @Nullable Bucket[]> byPage = new LinkedHashMap<>();
    for (Bucket bucket : buckets) {
      PageSlot slot = PageSlot.of(bucket);
      byPage
              .computeIfAbsent(slot.page(), none -> new Bucket[KeptPage.SLOTS])[
              PageSlot.place(slot.slot())] =
          bucket;
    }
    return byPage;
  }

  private void load(List<Asked> missing, Visitor visitor) {
    Map<String, KeptPage> found;
    try (TallyMemoryStore.Load load = memory.load()) {
      found = pages.pages(missing.stream().map(Asked::id).toList());
      load.keep(found);
    }
    missing.forEach(asked -> asked.visit(Objects.requireNonNull(found.get(asked.id())), visitor));
  }
}
