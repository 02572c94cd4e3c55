package dev.barometer.starter.security;

import dev.barometer.starter.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins the session of somebody who has shown who he is, in one place for all ways to do so. */
public final class SignIn {
  private final SessionCookie sessions;
  private final AuditLog audit;

  SignIn(SessionCookie sessions, AuditLog audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** The answer tells the browser; the caller is known from its next call on. */
  public void begin(Caller caller, HttpServletRequest call, HttpServletResponse answer) {
    sessions.begin(caller, call, answer);
    audit.note("sign-in.succeeded", caller.getName(), Map.of());
  }

  /**
   * The same, and leads there.
   *
   * @param to a path of this host; anything else leads to the start
   */
  public void beginAndLead(
      Caller caller, HttpServletRequest call, HttpServletResponse answer, @Nullable String to)
      throws IOException {
    begin(caller, call, answer);
    answer.sendRedirect(call.getContextPath() + Destination.own(to));
  }
}
