package dev.barometer.complaint.cases;

import dev.barometer.starter.signature.KeyedHash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Seals the history of a case: each entry with a keyed hash (HMAC-SHA256) over itself and the seal
 * before it. Who changes, takes out or puts in an entry behind the service's back breaks every seal
 * from there on, and cannot make new ones without the services' key. Notes go in by their own hash,
 * so that a person's words can be erased and the seals hold.
 */
public final class HistorySeals {
  private static final String BEGIN = "";

  private final List<byte[]> keys;

  /**
   * @param keys the first seals; by the others older seals are known
   */
  public HistorySeals(List<byte[]> keys) {
    this.keys = List.copyOf(keys);
  }

  /** The case with seals on the entries that have none yet: the last ones. */
  Case sealed(Case open) {
    List<Entry> history = open.handling().history();
    if (history.isEmpty() || history.get(history.size() - 1).seal() != null) {
      return open;
    }
    List<Entry> sealed = new ArrayList<>(history.size());
    String before = BEGIN;
    for (Entry entry : history) {
      String seal = entry.seal();
      if (seal == null) {
        String noteHash = entry.note() == null ? entry.noteHash() : hash(keys.get(0), entry.note());
        Entry noted = withHashes(entry, noteHash, null);
        seal = seal(keys.get(0), open.caseId(), before, noted);
        sealed.add(withHashes(entry, noteHash, seal));
      } else {
        sealed.add(entry);
      }
      before = seal;
    }
    return open.withHistory(sealed);
  }

  /**
   * The number of the first entry that is not as it was written, or is missing; empty where all
   * are.
   *
   * @param toldSeal what others were told of a history that was this long; null where nothing was
   */
  public Optional<Integer> firstBroken(
      String caseId, List<Entry> history, int toldLength, @Nullable String toldSeal) {
    String before = BEGIN;
    int number = 0;
    for (Entry entry : history) {
      number++;
      if (entry.number() != number || !isSound(caseId, before, entry)) {
        return Optional.of(number);
      }
      before = String.valueOf(entry.seal());
      if (toldSeal != null && number == toldLength && !before.equals(toldSeal)) {
        return Optional.of(number);
      }
    }
    return toldSeal != null && history.size() < toldLength
        ? Optional.of(history.size() + 1)
        : Optional.empty();
  }

  private boolean isSound(String caseId, String before, Entry entry) {
    return keys.stream()
        .anyMatch(
            key ->
                seal(key, caseId, before, entry).equals(entry.seal())
                    && (entry.note() == null || hash(key, entry.note()).equals(entry.noteHash())));
  }

  private static Entry withHashes(
      Entry entry, @Nullable String noteHash, @Nullable String newSeal) {
    return new Entry(
        entry.number(),
        entry.at(),
        entry.who(),
        entry.by(),
        entry.what(),
        entry.note(),
        entry.details(),
        noteHash,
        newSeal);
  }

  /** Lengths stand before texts, so that none can run into the next. */
  private static String seal(byte[] key, String caseId, String before, Entry entry) {
    StringBuilder text = new StringBuilder();
    add(text, caseId);
    add(text, before);
    add(text, Integer.toString(entry.number()));
    add(text, Long.toString(entry.at().toEpochMilli()));
    add(text, entry.who());
    add(text, String.valueOf(entry.by()));
    add(text, entry.what());
    add(text, String.valueOf(entry.noteHash()));
    new TreeMap<>(entry.details())
        .forEach(
            (name, value) -> {
              add(text, name);
              add(text, value);
            });
    return hash(key, text.toString());
  }

  private static void add(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  private static String hash(byte[] key, String text) {
    return HexFormat.of().formatHex(KeyedHash.of(key, text));
  }
}
