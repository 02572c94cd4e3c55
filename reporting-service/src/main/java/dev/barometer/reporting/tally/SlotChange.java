package dev.barometer.reporting.tally;

import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeTallies;
import org.jspecify.annotations.Nullable;

/**
 * What a slot of a page is to hold from now on.
 *
 * @param sequence grows with each newer state of the slot
 * @param tallies their compact form; null where the slot is to go
 */
record SlotChange(
    String scope, String pageId, String slot, long sequence, byte @Nullable [] tallies) {

  static SlotChange of(ScopeTallies tallies, long sequence) {
    return of(
        tallies.scope(), Bucket.parse(tallies.bucket()), sequence, tallies.toTallies().toBytes());
  }

  /** Takes the key of a tombstone, {@code scope|bucket}. */
  static SlotChange erasing(String key, long sequence) {
    int bar = key.lastIndexOf('|');
    return of(key.substring(0, bar), Bucket.parse(key.substring(bar + 1)), sequence, null);
  }

  boolean isOfAll() {
    return scope.equals(Scope.ALL.toString());
  }

  private static SlotChange of(
      String scope, Bucket bucket, long sequence, byte @Nullable [] tallies) {
    PageSlot pageSlot = PageSlot.of(bucket);
    return new SlotChange(
        scope, PageSlot.pageIdOf(scope, pageSlot.page()), pageSlot.slot(), sequence, tallies);
  }
}
