package dev.barometer.benchmarks.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.history.History;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The raw rows: what each response says now, one row each. */
public final class ResponseTable {
  /** The columns of the scopes of one dimension. */
  public static final String DIMENSIONS =
      "survey, service, team, agent, channel, priority, category, organization, location";

  private static final int BUFFER = 65_536;

  private ResponseTable() {}

  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table responses (
            id text primary key,
            submitted_at timestamptz not null,
            withdrawn boolean not null,
            survey text, service text, team text, agent text, channel text, priority text,
            category text, organization text, location text,
            nps smallint, csat smallint, ces smallint)""");
    }
  }

  /** Fills the table with what the responses of a past say in the end. */
  public static void load(Connection connection, History history) throws SQLException, IOException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy responses from stdin");
    StringBuilder rows = new StringBuilder(BUFFER);
    for (int number = 0; number < history.count(); number++) {
      append(rows, history.last(number));
      if (rows.length() > BUFFER || number == history.count() - 1) {
        byte[] bytes = rows.toString().getBytes(UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
      }
    }
    copy.endCopy();
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze responses");
    }
  }

  private static void append(StringBuilder rows, Response response) {
    Context context = response.context();
    Object[] columns = {
      response.id(),
      response.submittedAt(),
      response.withdrawnAt() != null,
      response.surveyId(),
      context.service(),
      context.team(),
      context.agent(),
      context.channel(),
      context.priority(),
      context.category(),
      context.organization(),
      context.location()
    };
    for (Object column : columns) {
      rows.append(column).append('\t');
    }
    for (int i = 0; i < response.answers().size(); i++) {
      Answer answer = response.answers().get(i);
      rows.append(i == 0 ? "" : "\t").append(answer.value());
    }
    rows.append('\n');
  }
}
