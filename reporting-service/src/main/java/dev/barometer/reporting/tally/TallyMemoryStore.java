package dev.barometer.reporting.tally;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.barometer.contract.score.Scope;
import dev.barometer.starter.store.Interruptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages and lists of scopes as the database has them, kept in memory so that a query asks nobody.
 *
 * <p>Whoever changes the database, or learns that another did, says so here afterwards: what is
 * kept is changed or forgotten, and what is being read meanwhile is not kept, because nobody knows
 * whether it was read before the change or after it. So what is kept is never older than the
 * changes that were told of. A database that was away may have lost what it had: then nothing is
 * kept of before.
 */
final class TallyMemoryStore {
  private static final Logger log = LoggerFactory.getLogger(TallyMemoryStore.class);

  /** Pages by their ids, which hold a bar; scopes by their dimensions, which do not. */
  private final Cache<String, Kept> kept;

  private final Interruptions interruptions;

  /** Guarded by this, as are all changes of what is kept. */
  private final Set<Load> loads = new HashSet<>();

  private volatile long known;
  private volatile boolean isTrusted = true;

  TallyMemoryStore(long mostBytes, Interruptions interruptions) {
    this.interruptions = interruptions;
    this.known = interruptions.count();
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((String key, Kept value) -> value.weight() + 2 * key.length())
            .executor(Runnable::run)
            .build();
  }

  /** Something that is being read from the database. */
  final class Load implements AutoCloseable {
    private final long begun = interruptions.count();

    /** What changed since it began. */
    private final Set<String> changed = new HashSet<>();

    private boolean isVoid;

    private Load() {}

    /** Keeps what was found, but for what changed meanwhile. */
    void keep(Map<String, ? extends Kept> found) {
      synchronized (TallyMemoryStore.this) {
        if (isVoid || !isTrusted || begun != interruptions.count()) {
          return;
        }
        found.forEach(
            (key, value) -> {
              if (!changed.contains(key)) {
                kept.put(key, value);
              }
            });
      }
    }

    @Override
    public void close() {
      synchronized (TallyMemoryStore.this) {
        loads.remove(this);
      }
    }
  }

  @Nullable KeptPage page(String id) {
    return find(id) instanceof KeptPage page ? page : null;
  }

  @Nullable KeptScopes scopes(String dimensions) {
    return find(dimensions) instanceof KeptScopes scopes ? scopes : null;
  }

  private @Nullable Kept find(String key) {
    if (interruptions.count() != known) {
      clear();
    }
    return isTrusted ? kept.getIfPresent(key) : null;
  }

  /** Begins before the database is asked. */
  synchronized Load load() {
    Load load = new Load();
    loads.add(load);
    return load;
  }

  /** These were written to the database just now, where they were newer. */
  synchronized void change(Collection<SlotChange> changes) {
    for (SlotChange change : changes) {
      byte[] tallies = change.tallies();
      String id = change.pageId();
      loads.forEach(load -> load.changed.add(id));
      if (tallies == null) {
        kept.invalidate(id);
      } else if (kept.getIfPresent(id) instanceof KeptPage page) {
        kept.put(id, page.with(change, tallies));
      }
    }
  }

  /** Slots with these keys, {@code scope|bucket}, may be others in the database now. */
  synchronized void forgetKeys(Collection<String> keys) {
    Set<String> scopes = new HashSet<>();
    List<String> pageIds = new ArrayList<>(keys.size());
    for (String key : keys) {
      try {
        SlotChange change = SlotChange.erasing(key, 0);
        scopes.add(Scope.parse(change.scope()).toString());
        pageIds.add(change.pageId());
      } catch (RuntimeException e) {
        log.debug("No key of tallies, so nothing was written: {}", key, e);
      }
    }
    know(scopes);
    forget(pageIds);
  }

  /** These pages may be others in the database now. */
  synchronized void forget(Collection<String> pageIds) {
    loads.forEach(load -> load.changed.addAll(pageIds));
    kept.invalidateAll(pageIds);
  }

  /** These scopes are in the database now. */
  synchronized void know(Collection<String> scopes) {
    for (String text : scopes) {
      Scope scope = Scope.parse(text);
      String dimensions = ScopeDirectoryRepository.text(scope.values().keySet());
      loads.forEach(load -> load.changed.add(dimensions));
      if (kept.getIfPresent(dimensions) instanceof KeptScopes those
          && !those.known().contains(scope)) {
        kept.invalidate(dimensions);
      }
    }
  }

  /** Anything may be another in the database now. */
  synchronized void clear() {
    known = interruptions.count();
    loads.forEach(load -> load.isVoid = true);
    kept.invalidateAll();
  }

  /** Whether all changes are told of; while they are not, nothing is kept. */
  synchronized void trust(boolean trusted) {
    clear();
    isTrusted = trusted;
  }

  boolean isTrusted() {
    return isTrusted;
  }

  long bytes() {
    return kept.policy().eviction().map(eviction -> eviction.weightedSize().orElse(0)).orElse(0L);
  }
}
