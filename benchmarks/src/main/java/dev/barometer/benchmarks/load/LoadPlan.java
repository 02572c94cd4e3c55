package dev.barometer.benchmarks.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is sent.
 *
 * @param target survey-service; on this machine
 * @param rate answers a second; 0 sends the next one as soon as a connection is free (closed loop)
 * @param duration when to stop sending
 * @param most how many are sent at the most
 * @param connections how many calls can be open at once
 * @param prefix what the ids begin with: another one for each run
 * @param team whom the answers are about
 * @param submittedAt when they were given: the same for what is sent again
 * @param links where forms are posted, one to each, as a browser without scripts does; empty where
 *     answers are sent to the API
 */
record LoadPlan(
    InetSocketAddress target,
    String token,
    double rate,
    Duration duration,
    long most,
    int connections,
    String prefix,
    String team,
    Instant submittedAt,
    List<String> links) {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_CONNECTIONS = 2_000;

  LoadPlan {
    links = List.copyOf(links);
    if (target.isUnresolved() || !target.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("only this machine may be loaded, not " + target);
    }
    if (rate < 0) {
      throw new IllegalArgumentException("the rate must be at least 0");
    }
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("it may last " + LONGEST + " at the most");
    }
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException("connections must be from 1 to " + MOST_CONNECTIONS);
    }
    if (most < 1 || most > Requests.MOST) {
      throw new IllegalArgumentException("the number of calls must be from 1 to " + Requests.MOST);
    }
    if (!links.isEmpty() && most > links.size()) {
      throw new IllegalArgumentException("there is one call for each link, not " + most);
    }
  }

  /** Of answers that are sent to the API. */
  LoadPlan(
      InetSocketAddress target,
      String token,
      double rate,
      Duration duration,
      long most,
      int connections,
      String prefix,
      String team,
      Instant submittedAt) {
    this(target, token, rate, duration, most, connections, prefix, team, submittedAt, List.of());
  }

  static InetSocketAddress local(String host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such host: " + host, e);
    }
  }

  LoadPlan closedLoop(Duration forSo, int over, String named) {
    return new LoadPlan(target, token, 0, forSo, Requests.MOST, over, named, team, submittedAt);
  }

  LoadPlan openLoop(double at, Duration forSo, int over, String named) {
    return new LoadPlan(target, token, at, forSo, Requests.MOST, over, named, team, submittedAt);
  }
}
