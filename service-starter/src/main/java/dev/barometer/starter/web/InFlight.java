package dev.barometer.starter.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much is worked on at once: calls, and bytes of their bodies. Nobody waits for a place. */
final class InFlight {
  private final int mostCalls;
  private final long mostBytes;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  InFlight(int mostCalls, long mostBytes) {
    this.mostCalls = mostCalls;
    this.mostBytes = mostBytes;
  }

  /** A place for one call; empty where all are taken. */
  Optional<Permit> enter() {
    if (calls.incrementAndGet() > mostCalls) {
      calls.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Permit());
  }

  int calls() {
    return calls.get();
  }

  long bytes() {
    return bytes.get();
  }

  /** What one call takes; given back as a whole. */
  final class Permit {
    private long held;
    private boolean left;

    /** Takes what is missing to this many bytes; false where they are not free. */
    synchronized boolean hold(long total) {
      long more = total - held;
      if (more <= 0) {
        return true;
      }
      if (bytes.addAndGet(more) > mostBytes) {
        bytes.addAndGet(-more);
        return false;
      }
      held = total;
      return true;
    }

    /** May be said more than once. */
    synchronized void leave() {
      if (!left) {
        left = true;
        bytes.addAndGet(-held);
        calls.decrementAndGet();
      }
    }
  }
}
