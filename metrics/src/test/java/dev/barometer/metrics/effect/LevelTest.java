package dev.barometer.metrics.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.effect.Difference.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Where nothing changed, {@code improved} and {@code worse} come in at most 5 % of cases together.
 * Exact where there are few outcomes, else simulated. {@code -Dbarometer.runs=20} tries all sizes
 * up to 20 and more samples.
 */
class LevelTest {
  private static final int RUNS = Integer.getInteger("barometer.runs", 1);
  private static final double LEVEL = 0.05;

  private static final double[] SHARES = {
    0.002, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.998
  };

  /** Of the positive and the negative. */
  private static final double[][] BALANCES = {
    {0.5, 0.5},
    {0.45, 0.55},
    {0.35, 0.65},
    {0.8, 0.2},
    {0.95, 0.05},
    {0.99, 0.01},
    {0.5, 0},
    {0.05, 0},
    {0.95, 0},
    {0, 0.3},
    {0.3, 0.3},
    {0.5, 0.2},
    {0.7, 0.1},
    {0.2, 0.6},
    {0.01, 0.01}
  };

  private static final int[][] SMALL_SIZES = {
    {1, 1}, {1, 4}, {2, 3}, {2, 2}, {3, 9}, {5, 5}, {5, 8}, {7, 7}, {8, 8}, {12, 5}, {10, 10}
  };

  @Test
  void equalSharesAreSeldomCalledDifferent() {
    Worst worst = new Worst();
    int to = RUNS > 1 ? 20 : 12;
    for (int a = 1; a <= to; a++) {
      for (int b = 1; b <= to; b++) {
        enumerateShares(a, b, worst);
      }
    }
    int[][] uneven = {{100, 5}, {5, 100}, {300, 20}, {20, 20}, {15, 15}, {17, 18}, {60, 40}};
    for (int[] sizes : uneven) {
      enumerateShares(sizes[0], sizes[1], worst);
    }

    worst.print("shares");
    assertThat(worst.both).isLessThanOrEqualTo(LEVEL);
    assertThat(worst.oneSide).isLessThanOrEqualTo(0.032);
    // Not by never saying anything.
    assertThat(worst.both).isGreaterThan(0.04);
  }

  @Test
  void equalBalancesAreSeldomCalledDifferent() {
    Worst worst = new Worst();
    for (int[] sizes : SMALL_SIZES) {
      enumerateThree(Metrics.NPS, sizes[0], sizes[1], worst);
    }
    if (RUNS > 1) {
      for (int a = 5; a <= 20; a++) {
        for (int b = 5; b <= a; b++) {
          enumerateThree(Metrics.NPS, a, b, worst);
        }
      }
    }

    worst.print("balances");
    assertThat(worst.both).isLessThanOrEqualTo(LEVEL);
    assertThat(worst.both).isGreaterThan(0.03);
  }

  @Test
  void equalMeansOfThreePointsAreSeldomCalledDifferent() {
    Worst worst = new Worst();
    for (int[] sizes : SMALL_SIZES) {
      enumerateThree(Metrics.SENTIMENT, sizes[0], sizes[1], worst);
    }
    if (RUNS > 1) {
      for (int a = 5; a <= 20; a++) {
        for (int b = 5; b <= a; b++) {
          enumerateThree(Metrics.SENTIMENT, a, b, worst);
        }
      }
    }

    worst.print("points");
    assertThat(worst.both).isLessThanOrEqualTo(LEVEL);
    assertThat(worst.both).isGreaterThan(0.03);
  }

  @Test
  void equalDifferencesAreSeldomCalledDifferent() {
    Worst worst = new Worst();
    int[][] few = {{5, 5, 5, 5}, {7, 7, 7, 7}, {10, 4, 5, 12}, {20, 5, 6, 3}};
    for (int[] sizes : few) {
      enumerateDifferences(sizes, worst);
    }

    worst.print("differences in differences");
    assertThat(worst.both).isLessThanOrEqualTo(LEVEL);
    assertThat(worst.both).isGreaterThan(0.01);
  }

  /** Of shares that both stayed as they were, whether equal or not. */
  private static void enumerateDifferences(int[] sizes, Worst worst) {
    List<Difference> own = differences(sizes[0], sizes[1]);
    List<Difference> others = differences(sizes[2], sizes[3]);
    int[][] sides = new int[own.size()][others.size()];
    for (int i = 0; i < own.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        sides[i][j] = own.get(i).minus(others.get(j)).side();
      }
    }
    double[] shares = {0.03, 0.2, 0.5, 0.7, 0.95};
    for (double share : shares) {
      for (double other : shares) {
        worst.add(
            sides,
            pairs(sizes[0], sizes[1], share),
            pairs(sizes[2], sizes[3], other),
            share + " and " + other + ", n " + Arrays.toString(sizes));
      }
    }
  }

  private static List<Difference> differences(int nBefore, int nAfter) {
    List<Difference> differences = new ArrayList<>();
    for (int x = 0; x <= nBefore; x++) {
      for (int y = 0; y <= nAfter; y++) {
        differences.add(difference(nBefore, x, nAfter, y));
      }
    }
    return differences;
  }

  private static double[] pairs(int nBefore, int nAfter, double share) {
    double[] chances = new double[(nBefore + 1) * (nAfter + 1)];
    for (int i = 0; i < chances.length; i++) {
      int x = i / (nAfter + 1);
      int y = i % (nAfter + 1);
      chances[i] =
          trinomial(nBefore - x, 0, x, 1 - share, share)
              * trinomial(nAfter - y, 0, y, 1 - share, share);
    }
    return chances;
  }

  private static Difference difference(int nBefore, int x, int nAfter, int y) {
    return Difference.of(
            Metrics.SLA,
            distribution(nBefore - x, x),
            distribution(nAfter - y, y),
            Precision.INDEPENDENT)
        .orElseThrow();
  }

  @Test
  void equallySkewedSpansAreSeldomCalledDifferent() {
    int[][] sizes = {{5, 5}, {20, 20}, {100, 10}, {10, 100}};
    for (double sigma : new double[] {0.3, 1, 2}) {
      simulate("spans, sigma " + sigma, sizes, r -> Math.exp(sigma * r.nextGaussian()));
    }
  }

  @Test
  void equalAnswersWithARareBadOneAreSeldomCalledDifferent() {
    int[][] sizes = {{5, 5}, {20, 20}, {100, 10}, {10, 100}};
    simulate("answers, 5 % bad", sizes, r -> r.nextDouble() < 0.05 ? 1 : 7);
    simulate("answers, 15 % bad", sizes, r -> r.nextDouble() < 0.15 ? 1 : 7);
  }

  /** As a span, without the half step that answers have: the harder case. */
  private static void simulate(String of, int[][] sizes, ToDoubleFunction<Random> draw) {
    Random random = new Random(20261130);
    int samples = 400 * RUNS;
    for (int[] size : sizes) {
      int improved = 0;
      int worse = 0;
      for (int i = 0; i < samples; i++) {
        Distribution before = sample(size[0], draw, random);
        Distribution after = sample(size[1], draw, random);
        int side =
            Difference.of(Metrics.ART, before, after, Precision.INDEPENDENT)
                .map(Difference::side)
                .orElse(0);
        improved += side < 0 ? 1 : 0;
        worse += side > 0 ? 1 : 0;
      }
      double error = Math.sqrt(LEVEL * (1 - LEVEL) / samples);
      String sizesText = of + ", n " + size[0] + " and " + size[1];
      Simulated.log(
          "%s: improved %.4f, worse %.4f%n",
          sizesText, (double) improved / samples, (double) worse / samples);
      assertThat((double) (improved + worse) / samples)
          .describedAs(sizesText)
          .isLessThan(LEVEL + 3 * error);
    }
  }

  private static Distribution sample(int n, ToDoubleFunction<Random> draw, Random random) {
    TreeMap<Double, Double> weights = new TreeMap<>();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double value = draw.applyAsDouble(random);
      weights.merge(value, 1.0, Double::sum);
      sum += value;
    }
    return new Distribution(weights, n, sum / n);
  }

  private static void enumerateShares(int nBefore, int nAfter, Worst worst) {
    int[][] sides = new int[nBefore + 1][nAfter + 1];
    for (int x = 0; x <= nBefore; x++) {
      for (int y = 0; y <= nAfter; y++) {
        sides[x][y] = difference(nBefore, x, nAfter, y).side();
      }
    }
    for (double share : SHARES) {
      double[] ofBefore = new double[nBefore + 1];
      for (int x = 0; x <= nBefore; x++) {
        ofBefore[x] = trinomial(nBefore - x, 0, x, 1 - share, share);
      }
      double[] ofAfter = new double[nAfter + 1];
      for (int y = 0; y <= nAfter; y++) {
        ofAfter[y] = trinomial(nAfter - y, 0, y, 1 - share, share);
      }
      worst.add(sides, ofBefore, ofAfter, "share " + share + ", n " + nBefore + " and " + nAfter);
    }
  }

  private static void enumerateThree(Metric metric, int nBefore, int nAfter, Worst worst) {
    double unit = metric == Metrics.NPS ? 100 : 1;
    List<int[]> ofBefore = outcomes(nBefore);
    List<int[]> ofAfter = outcomes(nAfter);
    int[][] sides = new int[ofBefore.size()][ofAfter.size()];
    for (int i = 0; i < ofBefore.size(); i++) {
      for (int j = 0; j < ofAfter.size(); j++) {
        sides[i][j] =
            Difference.of(
                    metric,
                    three(ofBefore.get(i), unit),
                    three(ofAfter.get(j), unit),
                    Precision.INDEPENDENT)
                .map(Difference::side)
                .orElse(0);
      }
    }
    for (double[] balance : BALANCES) {
      worst.add(
          sides,
          ofBefore.stream().mapToDouble(counts -> trinomial(counts, balance)).toArray(),
          ofAfter.stream().mapToDouble(counts -> trinomial(counts, balance)).toArray(),
          balance[0] + " " + balance[1] + ", n " + nBefore + " and " + nAfter);
    }
  }

  /** Negative, neutral, positive. */
  private static List<int[]> outcomes(int n) {
    List<int[]> outcomes = new ArrayList<>();
    for (int negative = 0; negative <= n; negative++) {
      for (int positive = 0; positive + negative <= n; positive++) {
        outcomes.add(new int[] {negative, n - negative - positive, positive});
      }
    }
    return outcomes;
  }

  private static Distribution three(int[] counts, double unit) {
    TreeMap<Double, Double> weights = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        weights.put((i - 1) * unit, (double) counts[i]);
      }
    }
    double n = (double) counts[0] + counts[1] + counts[2];
    return new Distribution(weights, n, (counts[2] - counts[0]) * unit / n);
  }

  private static Distribution distribution(int no, int yes) {
    TreeMap<Double, Double> weights = new TreeMap<>();
    if (no > 0) {
      weights.put(0.0, (double) no);
    }
    if (yes > 0) {
      weights.put(100.0, (double) yes);
    }
    int n = no + yes;
    return new Distribution(weights, n, 100.0 * yes / n);
  }

  private static double trinomial(int[] counts, double[] balance) {
    return trinomial(counts[0], counts[1], counts[2], balance[1], balance[0]);
  }

  private static double trinomial(
      int negative, int neutral, int positive, double ofNegative, double ofPositive) {
    double rest = Math.max(0, 1 - ofNegative - ofPositive);
    double log =
        logFactorial(negative + neutral + positive)
            - logFactorial(negative)
            - logFactorial(neutral)
            - logFactorial(positive);
    return Math.exp(log)
        * Math.pow(ofNegative, negative)
        * Math.pow(rest, neutral)
        * Math.pow(ofPositive, positive);
  }

  private static double logFactorial(int n) {
    double log = 0;
    for (int i = 2; i <= n; i++) {
      log += Math.log(i);
    }
    return log;
  }

  /** The case in which the level is highest. */
  private static final class Worst {
    private double both;
    private double oneSide;
    private String where = "";

    void add(int[][] sides, double[] ofBefore, double[] ofAfter, String at) {
      double up = 0;
      double down = 0;
      for (int i = 0; i < ofBefore.length; i++) {
        for (int j = 0; j < ofAfter.length; j++) {
          up += sides[i][j] > 0 ? ofBefore[i] * ofAfter[j] : 0;
          down += sides[i][j] < 0 ? ofBefore[i] * ofAfter[j] : 0;
        }
      }
      if (up + down > both) {
        both = up + down;
        where = at;
      }
      oneSide = Math.max(oneSide, Math.max(up, down));
    }

    void print(String of) {
      Simulated.log("%s: at most %.4f (%s), one side %.4f%n", of, both, where, oneSide);
    }
  }
}
