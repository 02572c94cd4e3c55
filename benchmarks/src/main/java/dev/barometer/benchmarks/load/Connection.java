package dev.barometer.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection, one call at a time; opened when it is first needed, and again when it broke. */
final class Connection {
  private static final long NONE = -1;

  private final InetSocketAddress target;
  private final Selector selector;
  private final Requests requests;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(16_384);
  private byte[] came = new byte[4_096];
  private int length;
  private @Nullable SocketChannel channel;
  private long request = NONE;
  private long dueAt;

  Connection(InetSocketAddress target, Selector selector, Requests requests) {
    this.target = target;
    this.selector = selector;
    this.requests = requests;
    this.out = ByteBuffer.allocateDirect(requests.length());
  }

  /** False where the connection cannot be had. */
  boolean send(long number, long due) {
    request = number;
    dueAt = due;
    length = 0;
    requests.render(number, out);
    try {
      SocketChannel open = opened();
      if (open.isConnected()) {
        open.write(out);
      }
      interest(open);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private SocketChannel opened() throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      open = SocketChannel.open();
      open.configureBlocking(false);
      open.setOption(StandardSocketOptions.TCP_NODELAY, true);
      open.connect(target);
      open.register(selector, SelectionKey.OP_CONNECT, this);
      channel = open;
    }
    return open;
  }

  private void interest(SocketChannel open) {
    int wanted =
        !open.isConnected()
            ? SelectionKey.OP_CONNECT
            : out.hasRemaining()
                ? SelectionKey.OP_WRITE | SelectionKey.OP_READ
                : SelectionKey.OP_READ;
    open.keyFor(selector).interestOps(wanted);
  }

  /** Goes on with whatever it waited for; the answer, when it is complete. */
  Optional<Answer> progress() throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      return Optional.empty();
    }
    if (!open.isConnected() && !open.finishConnect()) {
      return Optional.empty();
    }
    if (isBusy() && out.hasRemaining()) {
      open.write(out);
    }
    interest(open);
    in.clear();
    int count = open.read(in);
    if (count < 0) {
      throw new EOFException("closed by the service");
    }
    if (count == 0 || !isBusy()) {
      return Optional.empty();
    }
    in.flip();
    if (length + count > came.length) {
      came = Arrays.copyOf(came, 2 * (length + count));
    }
    in.get(came, length, count);
    length += count;
    return Answer.read(came, length);
  }

  void answered(Answer answer) throws IOException {
    request = NONE;
    if (answer.closes()) {
      close();
    }
  }

  boolean isBusy() {
    return request != NONE;
  }

  long request() {
    return request;
  }

  long dueAt() {
    return dueAt;
  }

  void close() throws IOException {
    request = NONE;
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
