package dev.barometer.survey.bounce;

import dev.barometer.starter.LoggedFailure;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mails out of a mailbox: one is deleted when somebody has noted what it says, and no
 * earlier. What nobody could make use of stays and is not looked at again: over IMAP it is marked;
 * with POP3, which has no marks, an instance knows it as long as it lives.
 */
final class MailboxReader {
  private static final Logger log = LoggerFactory.getLogger(MailboxReader.class);
  private static final int MOST_AT_ONCE = 100;
  private static final int LARGEST = 2_000_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final FlagTerm UNSEEN = new FlagTerm(new Flags(Flags.Flag.SEEN), false);

  private static final FetchProfile IDS = new FetchProfile();

  static {
    IDS.add(UIDFolder.FetchProfileItem.UID);
  }

  private final BounceProperties.Mailbox settings;
  private final Clock clock;
  private final Set<String> left = ConcurrentHashMap.newKeySet();

  MailboxReader(BounceProperties.Mailbox settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Who looks at mails. */
  @FunctionalInterface
  interface Taker {
    /**
     * Whether it may go.
     *
     * @param content null where it is too large to be a report
     */
    boolean take(byte @Nullable [] content);
  }

  /**
   * Shows what is new in the mailbox, as much of it as there is time for.
   *
   * @param unreadable is told of each that the mailbox has and does not hand out
   */
  void look(Taker taker, Runnable unreadable) throws MessagingException {
    String protocol = settings.protocol();
    int port = settings.port() == null ? -1 : settings.port();
    try (Store store = Session.getInstance(properties(protocol)).getStore(protocol)) {
      store.connect(settings.host(), port, settings.username(), settings.password());
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      try {
        look(inbox, taker, unreadable);
      } finally {
        inbox.close(true);
      }
    }
  }

  private static Properties properties(String protocol) {
    Properties properties = new Properties();
    String prefix = "mail." + protocol + ".";
    properties.setProperty(prefix + "connectiontimeout", "5000");
    properties.setProperty(prefix + "timeout", "10000");
    properties.setProperty(prefix + "writetimeout", "10000");
    properties.setProperty(prefix + "starttls.enable", "true");
    // To read is not to note: only what was noted gets a mark.
    properties.setProperty(prefix + "peek", "true");
    properties.setProperty(prefix + "partialfetch", "false");
    return properties;
  }

  private void look(Folder inbox, Taker taker, Runnable unreadable) throws MessagingException {
    Instant end = clock.instant().plus(LONGEST);
    Set<String> there = new HashSet<>();
    int count = 0;
    Message[] mails = inbox.search(UNSEEN);
    if (inbox instanceof POP3Folder) {
      inbox.fetch(mails, IDS); // at once, and not one by one
    }
    for (Message mail : mails) {
      String id = inbox instanceof POP3Folder pop ? pop.getUID(mail) : null;
      if (id != null) {
        there.add(id);
      }
      boolean isNew = id == null || !left.contains(id);
      if (isNew && count < MOST_AT_ONCE && clock.instant().isBefore(end)) {
        count++;
        if (isTaken(mail, inbox, taker, unreadable)) {
          mail.setFlag(Flags.Flag.DELETED, true);
        } else if (id != null) {
          left.add(id);
        } else {
          mail.setFlags(new Flags(Flags.Flag.SEEN), true);
        }
      }
    }
    left.retainAll(there);
  }

  /** One that cannot be fetched must not stop those after it, while the mailbox is there. */
  private static boolean isTaken(Message mail, Folder inbox, Taker taker, Runnable unreadable)
      throws MessagingException {
    byte[] content;
    try {
      content = content(mail);
    } catch (MessagingException e) {
      if (!inbox.isOpen()) {
        throw e;
      }
      log.debug("A mail cannot be fetched", LoggedFailure.of(e));
      unreadable.run();
      return false;
    }
    return taker.take(content);
  }

  private static byte @Nullable [] content(Message mail) throws MessagingException {
    if (mail.getSize() > LARGEST) {
      return null;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      mail.writeTo(content);
    } catch (IOException e) {
      throw new MessagingException("cannot be fetched", e);
    }
    return content.toByteArray();
  }
}
