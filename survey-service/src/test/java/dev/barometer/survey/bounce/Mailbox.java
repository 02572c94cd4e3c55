package dev.barometer.survey.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.mailserver.LineServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A mailbox that is reached by POP3 or IMAP, as far as one that looks for reports speaks them. */
final class Mailbox implements AutoCloseable {
  private final String protocol;
  private final LineServer server;
  private final List<String> mails = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int fetched;
  private boolean breaksOffAtTheEnd;
  private @Nullable String withheld;

  Mailbox(String protocol) throws IOException {
    this.protocol = protocol;
    this.server = new LineServer(() -> protocol.equals("pop3") ? new Pop() : new Imap());
  }

  synchronized void put(String mail) {
    mails.add(mail.replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  /** It has mails of these words, and does not hand them out. */
  synchronized void withhold(String words) {
    withheld = words;
  }

  private boolean isWithheld(String mail) {
    return withheld != null && mail.contains(withheld);
  }

  synchronized List<String> mails() {
    return List.copyOf(mails);
  }

  synchronized int fetched() {
    return fetched;
  }

  /** The connection breaks before anything is deleted, as where who reads dies. */
  synchronized void breakOffAtTheEnd(boolean breaks) {
    breaksOffAtTheEnd = breaks;
  }

  BounceProperties.Mailbox settings() {
    return new BounceProperties.Mailbox(
        server.host(),
        protocol,
        server.port(),
        "bounces",
        "secret",
        java.time.Duration.ofMinutes(1));
  }

  private final class Pop implements LineServer.Talk {
    private final List<String> there = mails();
    private final Set<String> deleted = new HashSet<>();

    @Override
    public String greeting() {
      return "+OK\r\n";
    }

    @Override
    public @Nullable String answer(String line) {
      String[] words = line.split(" ");
      synchronized (Mailbox.this) {
        return switch (words[0].toUpperCase(Locale.ROOT)) {
          case "USER", "NOOP" -> "+OK\r\n";
          case "PASS" -> words[1].equals("secret") ? "+OK\r\n" : "-ERR no\r\n";
          case "CAPA" -> "+OK\r\nUIDL\r\nTOP\r\n.\r\n";
          case "STAT" -> "+OK " + there.size() + " 1000\r\n";
          case "LIST" ->
              words.length > 1
                  ? "+OK " + words[1] + " " + of(words[1]).length() + "\r\n"
                  : "+OK\r\n" + each(one -> " " + there.get(one).length()) + ".\r\n";
          case "UIDL" -> "+OK\r\n" + each(one -> " u" + there.get(one).hashCode()) + ".\r\n";
          case "RETR" -> {
            if (isWithheld(of(words[1]))) {
              yield "-ERR it is damaged\r\n";
            }
            fetched++;
            yield "+OK\r\n" + of(words[1]).replace("\r\n.", "\r\n..") + "\r\n.\r\n";
          }
          case "DELE" -> {
            deleted.add(of(words[1]));
            yield "+OK\r\n";
          }
          case "QUIT" -> {
            if (!breaksOffAtTheEnd) {
              mails.removeAll(deleted);
            }
            yield breaksOffAtTheEnd ? null : "+OK\r\n";
          }
          default -> "-ERR what?\r\n";
        };
      }
    }

    private String of(String number) {
      return there.get(Integer.parseInt(number) - 1);
    }

    private String each(java.util.function.IntFunction<String> said) {
      return IntStream.range(0, there.size())
          .mapToObj(one -> (one + 1) + said.apply(one) + "\r\n")
          .collect(Collectors.joining());
    }
  }

  private final class Imap implements LineServer.Talk {
    private final List<String> there = mails();
    private final Set<String> deleted = new HashSet<>();

    @Override
    public String greeting() {
      return "* OK IMAP4rev1\r\n";
    }

    @Override
    public @Nullable String answer(String line) {
      String[] words = line.split(" ", 4);
      String ok = words[0] + " OK done\r\n";
      synchronized (Mailbox.this) {
        return switch (words[1].toUpperCase(Locale.ROOT)) {
          case "CAPABILITY" -> "* CAPABILITY IMAP4rev1\r\n" + ok;
          case "LOGIN", "NOOP" -> ok;
          case "SELECT" ->
              "* FLAGS (\\Seen \\Deleted)\r\n* "
                  + there.size()
                  + " EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1]\r\n* OK [PERMANENTFLAGS (\\Seen \\Deleted)]\r\n"
                  + words[0]
                  + " OK [READ-WRITE] done\r\n";
          case "SEARCH" -> "* SEARCH" + unseen() + "\r\n" + ok;
          case "FETCH" -> fetch(words[2], words[3]) + ok;
          case "STORE" -> {
            String mail = there.get(Integer.parseInt(words[2]) - 1);
            (words[3].contains("Deleted") ? deleted : seen).add(mail);
            yield "* "
                + words[2]
                + " FETCH (FLAGS ("
                + words[3].replaceAll(".*\\(|\\).*", "")
                + "))\r\n"
                + ok;
          }
          case "CLOSE" -> {
            if (breaksOffAtTheEnd) {
              yield null;
            }
            mails.removeAll(deleted);
            yield ok;
          }
          case "LOGOUT" -> "* BYE\r\n" + ok;
          default -> words[0] + " BAD what?\r\n";
        };
      }
    }

    private String unseen() {
      return IntStream.range(0, there.size())
          .filter(one -> !seen.contains(there.get(one)))
          .mapToObj(one -> " " + (one + 1))
          .collect(Collectors.joining());
    }

    private String fetch(String number, String what) {
      String mail = there.get(Integer.parseInt(number) - 1);
      if (what.contains("ENVELOPE")) {
        return "* "
            + number
            + " FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) INTERNALDATE \"29-Nov-2026 09:00:00 +0000\" RFC822.SIZE "
            + mail.length()
            + ")\r\n";
      }
      fetched++;
      if (!what.contains("BODY.PEEK[]")) {
        seen.add(mail); // as a server would
      }
      return "* "
          + number
          + " FETCH (BODY[] {"
          + mail.getBytes(UTF_8).length
          + "}\r\n"
          + mail
          + ")\r\n";
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
