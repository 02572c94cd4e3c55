package dev.barometer.benchmarks.writes;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.bson.BsonDocument;

/** Counts the commands that write, and the single writes in them, by collection. */
final class WriteCounter implements CommandListener {
  static final String COMMANDS = "benchmark.commands";
  static final String DOCUMENTS = "benchmark.documents";

  /** The commands that write, and where each lists what it writes. */
  private static final Map<String, String> LISTS =
      Map.of("insert", "documents", "update", "updates", "delete", "deletes");

  private static final String FIND_AND_MODIFY = "findAndModify";

  private final MeterRegistry meters;

  WriteCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    String name = event.getCommandName();
    BsonDocument command = event.getCommand();
    String list = LISTS.get(name);
    if (list != null) {
      count(command.getString(name).getValue(), command.getArray(list).size());
    } else if (name.equals(FIND_AND_MODIFY)) {
      count(command.getString(name).getValue(), 1);
    }
  }

  private void count(String collection, int documents) {
    meters.counter(COMMANDS, "collection", collection).increment();
    meters.counter(DOCUMENTS, "collection", collection).increment(documents);
  }
}
