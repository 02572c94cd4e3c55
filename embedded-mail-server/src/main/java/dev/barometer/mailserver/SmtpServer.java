package dev.barometer.mailserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mail server that takes what it is given, but for some addresses. */
public final class SmtpServer implements AutoCloseable {
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private volatile Runnable then = () -> {};
  private final LineServer server = new LineServer(Conversation::new);

  /** A mail with its envelope. */
  public record Taken(String from, String to, String content) {}

  public SmtpServer() throws IOException {}

  public String host() {
    return server.host();
  }

  public int port() {
    return server.port();
  }

  /**
   * Refuses an address from now on.
   *
   * @param answer such as {@code 550 5.1.1 no such mailbox}
   */
  public void refuse(String address, String answer) {
    refused.put(address, answer);
  }

  public void takeAgain(String address) {
    refused.remove(address);
  }

  /** Does that with each mail, before it says that it has it. */
  public void whenOneIsTaken(Runnable then) {
    this.then = then;
  }

  public synchronized List<Taken> taken() {
    return List.copyOf(taken);
  }

  private final class Conversation implements LineServer.Talk {
    private String from = "";
    private String to = "";
    private @Nullable StringBuilder content;

    @Override
    public String greeting() {
      return "220 mail.example.org ESMTP\r\n";
    }

    @Override
    public @Nullable String answer(String line) {
      if (content != null) {
        return read(line);
      }
      String command = line.toUpperCase(Locale.ROOT);
      if (command.startsWith("EHLO")) {
        return "250-mail.example.org\r\n250 ENHANCEDSTATUSCODES\r\n";
      }
      if (command.startsWith("MAIL FROM:")) {
        from = address(line);
      } else if (command.startsWith("RCPT TO:")) {
        to = address(line);
        if (refused.containsKey(to)) {
          return refused.get(to) + "\r\n";
        }
      } else if (command.equals("DATA")) {
        content = new StringBuilder();
        return "354 go on\r\n";
      } else if (command.equals("QUIT")) {
        return null;
      }
      return "250 2.0.0 ok\r\n";
    }

    private String read(String line) {
      StringBuilder known = content;
      if (known == null || !line.equals(".")) {
        content = (known == null ? new StringBuilder() : known).append(line).append("\r\n");
        return "";
      }
      content = null;
      synchronized (SmtpServer.this) {
        taken.add(new Taken(from, to, known.toString()));
      }
      then.run();
      return "250 2.0.0 taken\r\n";
    }

    private static String address(String line) {
      return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
