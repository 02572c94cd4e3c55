package dev.barometer.reporting.tally;

import dev.barometer.metrics.Tallies;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A page with its tallies decoded; one that the database does not have is empty. */
final class KeptPage implements Kept {
  /** Days of a month by their number, or hours of a day. */
  static final int SLOTS = 32;

  static final KeptPage EMPTY = new KeptPage(new Slot[0], 256);

  private static final int PER_PAGE = 400;
  private static final int PER_SLOT = 150;
  private static final int PER_TALLY = 64;

  /** Tallies are read into room for this many codes, which doubles. */
  private static final int LEAST_ROOM = 4;

  private static final int PER_CODE = 12;

  private final @Nullable Slot[] slots;
  private final int weight;

  /**
   * @param sequence of the state that the slot holds
   * @param tallies are not changed by anybody
   */
  record Slot(long sequence, Tallies tallies) {
    static Slot of(long sequence, byte[] tallies) {
      return new Slot(sequence, Tallies.fromBytes(tallies));
    }

    private int weight() {
      int[] weight = {PER_SLOT};
      tallies.forEach(
          (measure, tally) -> {
            int[] codes = {0};
            tally.forEach((code, count) -> codes[0]++);
            int room = Math.max(LEAST_ROOM, Integer.highestOneBit(Math.max(1, codes[0] * 2 - 1)));
            weight[0] += PER_TALLY + PER_CODE * room;
          });
      return weight[0];
    }
  }

  private KeptPage(@Nullable Slot[] slots, int weight) {
    this.slots = slots;
    this.weight = weight;
  }

  /** Takes the slots by their place, null where there is none; they belong to the page then. */
  static KeptPage of(@Nullable Slot[] slots) {
    int weight = PER_PAGE;
    for (Slot slot : slots) {
      weight += slot == null ? 0 : slot.weight();
    }
    return new KeptPage(slots, weight);
  }

  @Nullable Tallies tallies(int place) {
    Slot slot = place < slots.length ? slots[place] : null;
    return slot == null ? null : slot.tallies();
  }

  /** The page after a change, as the database makes it: only what is newer counts. */
  KeptPage with(SlotChange change, byte[] tallies) {
    int place = PageSlot.place(change.slot());
    Slot before = place < slots.length ? slots[place] : null;
    if (before != null && before.sequence() >= change.sequence()) {
      return this;
    }
    Slot after = Slot.of(change.sequence(), tallies);
    @Nullable Slot[] changed = Arrays.copyOf(slots, SLOTS);
    changed[place] = after;
    int wasPage = slots.length == 0 ? PER_PAGE : weight;
    return new KeptPage(changed, wasPage + after.weight() - (before == null ? 0 : before.weight()));
  }

  @Override
  public int weight() {
    return weight;
  }
}
