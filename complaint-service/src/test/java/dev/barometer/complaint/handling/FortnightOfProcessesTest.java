package dev.barometer.complaint.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.barometer.complaint.MemoryDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@link Fortnight}, or a part of one, with three processes that work at the same time; every few
 * hours one is killed (kill -9) in the middle of what it writes, and each day one is begun anew.
 * {@code -Dbarometer.cases=20000 -Dbarometer.days=14 -Dbarometer.hours-per-kill=1} make it as large
 * as it is claimed.
 */
class FortnightOfProcessesTest {
  private static final KillingBackend BACKEND = new KillingBackend();
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase(BACKEND);

  private static final int PROCESSES = 3;
  private static final int HOURS_OF_DAY = 24;
  private static final int HOURS_PER_KILL = Integer.getInteger("barometer.hours-per-kill", 5);
  private static final int MOST_WRITES_BEFORE_DEATH = 60;

  @TempDir private Path folder;

  private final Fortnight fortnight = Fortnight.of(100, 1);

  @Test
  void strikesEachOnce_atTheRightMinute_whicheverProcessIsKilled() {
    try (Processes processes = new Processes(new Random(fortnight.seed()))) {
      processes.beginAll();

      fortnight.lives(processes);

      fortnight.assertStruckOnce(DATABASE.mongo());
      fortnight.log(processes.deaths() + " killed of " + processes.born);
      assertThat(processes.deaths()).as("the test kills processes").isGreaterThan(1);
    }
  }

  private final class Processes implements Fortnight.Crew, AutoCloseable {
    private final Random random;
    private final List<ClockProcess> all = new ArrayList<>();
    private int born;
    private final AtomicInteger kills = new AtomicInteger();
    private int hours;

    Processes(Random random) {
      this.random = random;
    }

    void beginAll() {
      for (int i = 0; i < PROCESSES; i++) {
        all.add(begin());
      }
    }

    private ClockProcess begin() {
      born++;
      return ClockProcess.begin("instance-" + born, DATABASE.address(), said().toFile());
    }

    private Path said() {
      return folder.resolve("said");
    }

    @Override
    public void work(Instant now, List<Doing> doings, boolean isDue) {
      List<Doing> left = doings;
      do {
        left = workOnce(now, left, isDue);
      } while (!left.isEmpty());
    }

    /** What those who died have not answered is left. */
    private List<Doing> workOnce(Instant now, List<Doing> doings, boolean isDue) {
      List<List<Doing>> shares = new ArrayList<>();
      all.forEach(process -> shares.add(new ArrayList<>()));
      doings.forEach(doing -> shares.get(random.nextInt(PROCESSES)).add(doing));
      for (int i = 0; i < PROCESSES; i++) {
        ClockProcess process = all.get(i);
        process.at(now);
        shares.get(i).forEach(process::does);
        if (isDue) {
          process.look();
        } else {
          process.tell();
        }
      }
      List<Doing> left = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        List<Doing> share = shares.get(i);
        int unanswered = await(i);
        int answered = share.size() + 1 - unanswered;
        left.addAll(share.subList(Math.max(0, Math.min(answered, share.size())), share.size()));
      }
      return left;
    }

    @Override
    public void lookAgain(Instant now, boolean sweeps) {
      int which = random.nextInt(PROCESSES);
      ClockProcess process = all.get(which);
      process.at(now);
      if (sweeps) {
        process.sweep();
      }
      process.look();
      await(which);
    }

    /** Another comes in the place of who was killed. */
    private int await(int which) {
      int unanswered = all.get(which).unanswered();
      if (unanswered > 0) {
        assertThat(all.get(which).wasKilled())
            .as(() -> "nothing else ends a process: " + contentOf(said().toFile()))
            .isTrue();
        all.get(which).close();
        all.set(which, begin());
      }
      return unanswered;
    }

    @Override
    public void anHour() {
      if (++hours % HOURS_OF_DAY == 0) {
        int which = random.nextInt(PROCESSES);
        all.get(which).close();
        all.set(which, begin());
      }
      if (hours % HOURS_PER_KILL != 0) {
        return;
      }
      ClockProcess condemned = all.get(random.nextInt(PROCESSES));
      BACKEND.condemn(
          condemned.name(),
          random.nextInt(MOST_WRITES_BEFORE_DEATH),
          () -> {
            kills.incrementAndGet();
            condemned.kill();
          });
    }

    @Override
    public void noMoreDeaths() {
      BACKEND.condemn("", 0, () -> {});
    }

    @Override
    public int deaths() {
      return kills.get();
    }

    @Override
    public void close() {
      all.forEach(ClockProcess::close);
    }
  }
}
