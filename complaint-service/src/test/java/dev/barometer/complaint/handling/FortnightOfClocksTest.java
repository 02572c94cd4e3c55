package dev.barometer.complaint.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MortalMongo.Killed;
import dev.barometer.complaint.MovingClock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A {@link Fortnight} with three instances over one database, each hour one that is begun anew and
 * one that ends between any two writes. {@code -Dbarometer.cases=20000} makes it as large as it is
 * claimed; {@link FortnightOfProcessesTest} kills processes.
 */
class FortnightOfClocksTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final int MOST_WRITES_BEFORE_DEATH = 60;

  private final Fortnight fortnight = Fortnight.of(150, 14);

  @Test
  void strikesEachOnce_atTheRightMinute_whoeverDies() {
    Lives lives = new Lives(new Random(fortnight.seed()));

    fortnight.lives(lives);

    fortnight.assertStruckOnce(DATABASE.mongo());
    fortnight.log(lives.deaths + " deaths, " + lives.restarts + " restarts");
    assertThat(lives.deaths).as("the test ends processes").isGreaterThan(100);
  }

  private static final class Lives implements Fortnight.Crew {
    private final MovingClock clock = new MovingClock(Instant.EPOCH);
    private final Random random;
    private final List<Life> all = Stream.generate(Life::new).limit(3).toList();
    private int deaths;
    private int restarts;

    Lives(Random random) {
      this.random = random;
    }

    @Override
    public void work(Instant now, List<Doing> doings, boolean isDue) {
      clock.moveTo(now);
      for (Doing doing : doings) {
        boolean isDone = false;
        while (!isDone) {
          isDone = any().lives(instance -> instance.does(doing));
        }
      }
      all.forEach(life -> life.lives(isDue ? ClockInstance::look : ClockInstance::tell));
    }

    @Override
    public void lookAgain(Instant now, boolean sweeps) {
      clock.moveTo(now);
      any()
          .lives(
              instance -> {
                if (sweeps) {
                  instance.sweep();
                }
                instance.look();
              });
    }

    @Override
    public void anHour() {
      any().writesLeft = random.nextInt(MOST_WRITES_BEFORE_DEATH);
      any().instance = null;
      restarts++;
    }

    @Override
    public void noMoreDeaths() {
      all.forEach(life -> life.writesLeft = Integer.MAX_VALUE);
    }

    @Override
    public int deaths() {
      return deaths;
    }

    private Life any() {
      return all.get(random.nextInt(all.size()));
    }

    /** A process that is begun anew after it ended. */
    private final class Life {
      private ClockInstance instance;
      private int writesLeft = Integer.MAX_VALUE;

      boolean lives(Consumer<ClockInstance> action) {
        if (instance == null) {
          instance =
              new ClockInstance(
                  Long.toHexString(random.nextLong()), DATABASE.mongo(), clock, this::live);
        }
        try {
          action.accept(instance);
          return true;
        } catch (Killed killed) {
          deaths++;
          instance = null;
          writesLeft = Integer.MAX_VALUE;
          return false;
        }
      }

      private void live() {
        if (writesLeft != Integer.MAX_VALUE && writesLeft-- <= 0) {
          throw new Killed();
        }
      }
    }
  }
}
