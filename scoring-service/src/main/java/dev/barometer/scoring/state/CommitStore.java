package dev.barometer.scoring.state;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets a processor work once more before each commit, inside its transaction: write what it held
 * back, forward what it summed up. A store without content, because Kafka Streams asks stores with
 * a cache, and nobody else, just before it commits; its own caching stores forward their records
 * from there. The interface is internal to Kafka Streams: the build refuses another version until
 * the tests that kill the service were run with it.
 */
public final class CommitStore implements StateStore, CachedStateStore<Object, Object> {
  private final String name;
  private boolean isOpen;
  private @Nullable Work work;

  private CommitStore(String name) {
    this.name = name;
  }

  /** One for each task. */
  public static StoreBuilder<CommitStore> builder(String name) {
    return new Builder(name);
  }

  /**
   * From now on does the work before each commit, as if the processor that is being initialised did
   * it. The stores that it writes to must have no cache of their own.
   */
  public void beforeCommit(ProcessorContext<?, ?> context, Runnable task) {
    work = Work.of((InternalProcessorContext<?, ?>) context, task);
  }

  /** Called when the task prepares a commit: at the interval, when it is revoked, at the end. */
  @Override
  public void flushCache() {
    if (work != null) {
      work.run();
    }
  }

  /** Called when the task becomes a standby: its processor has gone, the next one comes anew. */
  @Override
  public void clearCache() {
    work = null;
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    work = null;
    isOpen = true;
    context.register(root, (key, value) -> {});
  }

  /** Called at checkpoints, not at every commit; nothing is left to do then. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    work = null;
    isOpen = false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  /** Work in the name of a processor; no record is being read then. */
  private record Work(
      InternalProcessorContext<?, ?> context, ProcessorNode<?, ?, ?, ?> processor, Runnable task) {

    static Work of(InternalProcessorContext<?, ?> context, Runnable task) {
      return new Work(context, context.currentNode(), task);
    }

    @SuppressWarnings("NullAway") // between records there is neither node nor record
    void run() {
      ProcessorNode<?, ?, ?, ?> node = context.currentNode();
      ProcessorRecordContext record = context.recordContext();
      context.setCurrentNode(processor);
      context.setRecordContext(
          new ProcessorRecordContext(
              context.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
      try {
        task.run();
      } finally {
        context.setCurrentNode(node);
        context.setRecordContext(record);
      }
    }
  }

  private record Builder(String name) implements StoreBuilder<CommitStore> {
    @Override
    public CommitStore build() {
      return new CommitStore(name);
    }

    @Override
    public StoreBuilder<CommitStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitStore> withLoggingEnabled(Map<String, String> settings) {
      throw new UnsupportedOperationException("nothing to log");
    }

    @Override
    public StoreBuilder<CommitStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
