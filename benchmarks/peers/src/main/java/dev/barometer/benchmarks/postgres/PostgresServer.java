package dev.barometer.benchmarks.postgres;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.NotRunException;
import dev.barometer.benchmarks.harness.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server in a process of its own and a new folder. It refuses to run as root: then it
 * runs as {@code nobody}.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String BINARIES = "/postgres-linux-x86_64.txz";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Measured process;
  private final Path folder;
  private final int port;

  private PostgresServer(Measured process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a server on the contestant's core.
   *
   * @throws NotRunException where this machine cannot run it
   */
  public static PostgresServer start(Bench bench) throws Exception {
    Path folder = Files.createTempDirectory(TEMPORARY, "barometer-postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    unpack(folder);
    Path data = Files.createDirectory(folder.resolve("data"));
    if (isRoot()) {
      command(List.of("chown", "nobody", data.toString()));
    }
    command(
        unprivileged(
            folder.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C"));
    int port = freePort();
    List<String> server =
        unprivileged(
            folder.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "shared_buffers=512MB",
            "-c",
            "work_mem=256MB",
            "-c",
            "maintenance_work_mem=256MB",
            "-c",
            "max_wal_size=4GB",
            "-c",
            "timezone=UTC",
            // One core has one worker's room.
            "-c",
            "max_parallel_workers_per_gather=0");
    Measured process =
        Measured.start(bench.cores(), server, folder, bench.work().resolve("postgres.log"));
    PostgresServer started = new PostgresServer(process, folder, port);
    Waiting.until("PostgreSQL answers", PATIENCE, process, started::answers);
    bench.cores().pinContestant(process.handle());
    return started;
  }

  private static void unpack(Path folder) throws Exception {
    Path archive = folder.resolve("binaries.txz");
    try (InputStream binaries = PostgresServer.class.getResourceAsStream(BINARIES)) {
      if (binaries == null) {
        throw new NotRunException("there is no PostgreSQL for this machine");
      }
      Files.copy(binaries, archive);
    }
    command(List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()));
    Files.delete(archive);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> unprivileged(String... command) {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void command(List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new NotRunException(command.get(0) + " failed: " + output.strip());
      }
    } catch (IOException e) {
      throw new NotRunException(command.get(0) + " cannot be started: " + e.getMessage());
    }
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Where it is, for whoever brings a driver of his own. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /** A connection; each has a process of the server to itself. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url() + "&reWriteBatchedInserts=true");
  }

  /** The server with all its processes. */
  public Measured process() {
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Stops it when all connections are closed, and removes its folder. */
  @Override
  public void close() throws InterruptedException, IOException {
    process.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
