package dev.barometer.starter.timetable;

import dev.barometer.starter.timetable.Page.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One instance's looks at what is due. One thread looks; others may do what it hands over. */
final class Rounds {
  /** So long what is due is left to the instance whose share it is. */
  private static final Duration COURTESY = Duration.ofSeconds(2);

  /** So long a kind that this instance does not know is left to one that does. */
  private static final Duration LEFT_TO_OTHERS = Duration.ofMinutes(1);

  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);
  private static final int MINUTES_AT_ONCE = 120;
  private static final int PARTS_AT_ONCE = 32;

  /** So much that is due and that nobody has hands for is looked at, in search of other kinds. */
  private static final int MOST_LEFT = 10_000;

  private static final int FORGOTTEN_AFTER_MINUTES = 60;

  private final String instance;
  private final Timetable timetable;
  private final ItemRepository items;
  private final PageRepository repository;
  private final Pages pages;
  private final Work work;
  private final Duration asideKept;
  private final Clock clock;
  private final TimetableMetrics metrics;
  private Instant nextCount = Instant.MIN;

  Rounds(
      String instance,
      Timetable timetable,
      ItemRepository items,
      PageRepository repository,
      Pages pages,
      Work work,
      Duration asideKept,
      Clock clock,
      TimetableMetrics metrics) {
    this.instance = instance;
    this.timetable = timetable;
    this.items = items;
    this.repository = repository;
    this.pages = pages;
    this.work = work;
    this.asideKept = asideKept;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Looks once, and hands over what is due. */
  void round() {
    repository.remove(work.takeSettled());
    Instant now = clock.instant();
    Mark mark = arrive(now);
    new Look(mark, now).look();
    countSometimes(now);
  }

  /** The others need not wait for this one. */
  void leave() {
    repository.leave(instance);
  }

  private Mark arrive(Instant now) {
    long minute = Page.minute(now);
    @Nullable Mark mark = repository.mark().orElse(null);
    if (mark != null && mark.knows(instance, minute)) {
      return mark;
    }
    List<String> gone = new ArrayList<>();
    if (mark != null) {
      mark.instances()
          .forEach(
              (other, last) -> {
                if (last < mark.open() - FORGOTTEN_AFTER_MINUTES && !other.equals(instance)) {
                  gone.add(other);
                }
              });
    }
    return repository.open(minute, instance, gone);
  }

  private void countSometimes(Instant now) {
    if (!now.isBefore(nextCount)) {
      nextCount = now.plus(BETWEEN_COUNTS);
      metrics.counted(items.count(), items.countAside());
      timetable.forgetAsideBefore(now.minus(asideKept));
    }
  }

  /** From the first minute that may hold something to the present one. */
  private final class Look {
    private final Mark mark;
    private final Instant now;

    /** The first minute that holds something still, or is open. */
    private long firstKept;

    private Instant oldest;

    /** How much is due that nobody here has hands for. */
    private int left;

    /** Parts of minutes before the first that holds something. */
    private final List<Page.Id> emptied = new ArrayList<>();

    Look(Mark mark, Instant now) {
      this.mark = mark;
      this.now = now;
      this.firstKept = mark.open();
      this.oldest = now;
    }

    void look() {
      long end = Math.max(mark.open(), Page.minute(now)) + 1;
      long from = mark.done();
      while (from < end && left < MOST_LEFT) {
        long to = Math.min(end, from + MINUTES_AT_ONCE);
        for (Page head : repository.find(Pages.firstParts(from, to))) {
          lookAtMinute(head);
        }
        from = to;
      }
      doneBefore(Math.min(firstKept, from));
      metrics.overdue(Timetable.late(oldest, now));
    }

    private void lookAtMinute(Page head) {
      if (left >= MOST_LEFT) {
        keep(head.id().minute());
        return;
      }
      lookAt(List.of(head));
      List<Page.Id> further = Pages.furtherParts(head);
      for (int from = 0; from < further.size(); from += PARTS_AT_ONCE) {
        if (left >= MOST_LEFT) {
          keep(head.id().minute());
          return;
        }
        lookAt(
            repository.find(further.subList(from, Math.min(further.size(), from + PARTS_AT_ONCE))));
      }
      if (head.id().minute() < firstKept) {
        emptied.add(head.id());
        emptied.addAll(further);
      }
    }

    private void keep(long minute) {
      firstKept = Math.min(firstKept, minute);
    }

    private void lookAt(List<Page> some) {
      List<Entry> due = new ArrayList<>();
      for (Page page : some) {
        if (!page.entries().isEmpty()) {
          keep(page.id().minute());
        }
        page.entries().stream().filter(entry -> !entry.at().isAfter(now)).forEach(due::add);
      }
      for (int from = 0; from < due.size(); from += MINUTES_AT_ONCE) {
        decide(due.subList(from, Math.min(due.size(), from + MINUTES_AT_ONCE)));
      }
    }

    private void decide(List<Entry> due) {
      Map<String, Item> found = items.find(due.stream().map(Entry::item).distinct().toList());
      Map<String, Item> moved = new HashMap<>();
      List<Entry> leftBehind = new ArrayList<>();
      Map<String, List<Entry>> forNow = new LinkedHashMap<>();
      for (Entry entry : due) {
        Item item = found.get(entry.item());
        if (item == null || item.aside()) {
          work.settle(entry);
        } else if (!item.placement().equals(entry.placement())) {
          moved.put(item.id(), item);
          leftBehind.add(entry);
        } else {
          oldest = item.next().isBefore(oldest) ? item.next() : oldest;
          if (!item.isLeased(now) && !work.isInHand(entry) && isForUs(item)) {
            takeOrLeave(
                entry, forNow.computeIfAbsent(item.due().kind(), none -> new ArrayList<>()), item);
          }
        }
      }
      if (!moved.isEmpty()) {
        // Whoever moved one may have died before it stood on its new page.
        pages.place(moved.values(), Page.minute(now));
        leftBehind.forEach(work::settle);
      }
      forNow.forEach(work::handOver);
    }

    private void takeOrLeave(Entry entry, List<Entry> ofItsKind, Item item) {
      if (ofItsKind.size() < work.room(item.due().kind())) {
        ofItsKind.add(entry);
      } else {
        left++;
      }
    }

    private boolean isForUs(Item item) {
      Duration late = Timetable.late(item.next(), now);
      return work.knows(item.due().kind())
          ? mark.isFirstFor(item.placement(), instance) || late.compareTo(COURTESY) >= 0
          : late.compareTo(LEFT_TO_OTHERS) >= 0;
    }

    private void doneBefore(long minute) {
      if (minute > mark.done()) {
        // First the pages, then the mark: nobody finds them any more once it has moved on.
        repository.delete(emptied.stream().filter(page -> page.minute() < minute).toList());
        repository.done(minute);
      }
    }
  }
}
