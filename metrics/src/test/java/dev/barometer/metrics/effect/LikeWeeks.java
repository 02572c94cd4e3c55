package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.yesNo;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Weeks of an SLA, the true share of which is an autoregression of the first order around a mean.
 *
 * @param deviation the standard deviation of a week's true share
 * @param correlation of a week's true share with that of the week before
 */
record LikeWeeks(double mean, double deviation, double correlation) {
  static final int PER_WEEK = 40;

  /**
   * @param changedFrom the first week in which the mean is another
   * @param by how much it is another then
   */
  List<Tallies> weeks(int count, int changedFrom, double by, Random random) {
    List<Tallies> weeks = new ArrayList<>();
    double state = random.nextGaussian();
    for (int i = 0; i < count; i++) {
      double share = mean + deviation * state + (i < changedFrom ? 0 : by);
      weeks.add(week(Math.min(0.99, Math.max(0.01, share)), random));
      state =
          correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return weeks;
  }

  static Tallies week(double share, Random random) {
    int yes = 0;
    for (int i = 0; i < PER_WEEK; i++) {
      yes += random.nextDouble() < share ? 1 : 0;
    }
    return yesNo(Metrics.SLA, yes, PER_WEEK);
  }
}
