package dev.barometer.starter.security;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of those who signed in, a bounded number in all and of each caller: whoever begins
 * one too many ends the one that began first. So neither a stranger, who has none, nor somebody who
 * signs in again and again takes more than his share of the memory.
 */
final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final SessionProperties settings;

  /** In the order in which they began. */
  private final Set<Begun> begun = new LinkedHashSet<>();

  Sessions(SessionProperties settings) {
    this.settings = settings;
  }

  /** Notes a session that was just begun. */
  void begin(HttpSession session, Caller caller) {
    Begun newest = new Begun(session, caller.tokenId());
    session.setAttribute(Begun.class.getName(), newest);
    for (Begun ended : admit(newest)) {
      ended.end();
    }
  }

  /** What has to end for it; ended by the caller, because an end waits for the session's calls. */
  private synchronized Set<Begun> admit(Begun newest) {
    Set<Begun> ended = new LinkedHashSet<>();
    takeFirst(settings.mostPerCaller(), one -> one.tokenId.equals(newest.tokenId))
        .ifPresent(ended::add);
    takeFirst(settings.most(), one -> true).ifPresent(ended::add);
    begun.add(newest);
    return ended;
  }

  private Optional<Begun> takeFirst(int most, Predicate<Begun> counted) {
    if (begun.stream().filter(counted).count() < most) {
      return Optional.empty();
    }
    Iterator<Begun> oldest = begun.iterator();
    while (oldest.hasNext()) {
      Begun one = oldest.next();
      if (counted.test(one)) {
        oldest.remove();
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private synchronized void ended(Begun session) {
    begun.remove(session);
  }

  synchronized int count() {
    return begun.size();
  }

  /** Kept in the session, which tells it of its end: logout, expiry, or the end of its token. */
  private final class Begun implements HttpSessionBindingListener {
    private final HttpSession session;
    private final String tokenId;

    Begun(HttpSession session, String tokenId) {
      this.session = session;
      this.tokenId = tokenId;
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      ended(this);
    }

    void end() {
      try {
        session.invalidate();
      } catch (IllegalStateException e) {
        log.debug("A session had ended by itself", e);
      }
    }
  }
}
