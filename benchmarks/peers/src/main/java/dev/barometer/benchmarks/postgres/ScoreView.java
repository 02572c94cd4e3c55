package dev.barometer.benchmarks.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The materialized view that answers any scope and window of days: one row per scope and day, found
 * by its index.
 */
public final class ScoreView {
  private ScoreView() {}

  /** Creates and fills it. */
  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create materialized view scores as
          select coalesce(nullif(concat_ws(',',
              'service:' || service, 'team:' || team, 'agent:' || agent, 'channel:' || channel,
              'priority:' || priority, 'category:' || category, 'organization:' || organization,
              'location:' || location, 'survey:' || survey), ''), 'all') as scope,
            date_trunc('day', submitted_at) as day,
            count(*) as n,
            count(*) filter (where nps >= 9) as promoters,
            count(*) filter (where nps <= 6) as detractors
          from responses where not withdrawn
          group by date_trunc('day', submitted_at), grouping sets
            ((), (survey), (service), (team), (agent), (channel), (priority), (category),
             (organization), (location), (team, agent), (service, channel), (service, team))""");
      statement.execute("create unique index on scores (scope, day)");
      statement.execute("vacuum analyze scores");
    }
  }

  public static void refresh(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("refresh materialized view scores");
    }
  }
}
