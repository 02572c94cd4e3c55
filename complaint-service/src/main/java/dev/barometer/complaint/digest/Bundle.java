package dev.barometer.complaint.digest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The notices of one reader in one span of time: some he is told of at once, what is more than that
 * when the span is over, in one mail. A notice is in one bundle only, and stays there.
 *
 * @param id of the reader and the span
 * @param closesAt when what waits in it is told
 * @param closed whether it is being told, so that nothing joins any more
 * @param atOnce the ids of what was told at once
 * @param later what waits, as far as it is told one by one
 * @param further the ids of what waits besides, and is only counted
 */
public record Bundle(
    String id,
    long revision,
    Instant closesAt,
    boolean closed,
    List<String> atOnce,
    List<Notice> later,
    List<String> further) {
  static final int MOST_TOLD = 100;

  public Bundle {
    atOnce = atOnce == null ? List.of() : List.copyOf(atOnce);
    later = later == null ? List.of() : List.copyOf(later);
    further = further == null ? List.of() : List.copyOf(further);
  }

  static Bundle empty(String id, Instant closesAt) {
    return new Bundle(id, 0, closesAt, false, List.of(), List.of(), List.of());
  }

  public boolean isTold(String noticeId) {
    return atOnce.contains(noticeId);
  }

  Set<String> all() {
    Set<String> all = new HashSet<>(atOnce);
    later.forEach(one -> all.add(one.id()));
    all.addAll(further);
    return all;
  }

  public boolean hasMore() {
    return !later.isEmpty();
  }

  /** The bundle with these in it. */
  Bundle with(List<Notice> some, int mostAtOnce) {
    List<String> told = new ArrayList<>(atOnce);
    List<Notice> waiting = new ArrayList<>(later);
    List<String> counted = new ArrayList<>(further);
    for (Notice one : some) {
      if (told.size() < mostAtOnce) {
        told.add(one.id());
      } else if (waiting.size() < MOST_TOLD) {
        waiting.add(one);
      } else {
        counted.add(one.id());
      }
    }
    return new Bundle(id, revision + 1, closesAt, closed, told, waiting, counted);
  }

  Bundle asClosed() {
    return new Bundle(id, revision + 1, closesAt, true, atOnce, later, further);
  }
}
