package dev.barometer.survey.visitor;

import dev.barometer.frame.page.ReaderLanguage;
import dev.barometer.starter.security.Addresses;
import dev.barometer.starter.security.Brake;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose link it is. Whoever guesses links is slowed down by his address; who has a link always gets
 * through, also from behind an address that others guess from.
 */
@Component
class LinkReader {
  private final InvitationRepository invitations;
  private final Brake brake;
  private final PostLimit posts = new PostLimit();

  /** What the script tells takes nothing away from what a person sends. */
  private final PostLimit told = new PostLimit();

  private final Clock clock;

  /**
   * What a link leads to.
   *
   * @param locale what the page is drawn in
   */
  record Found(InvitationDocument invitation, Locale locale) {}

  LinkReader(InvitationRepository invitations, Brake brake, Clock clock) {
    this.invitations = invitations;
    this.brake = brake;
    this.clock = clock;
  }

  /** To be looked at; the page is drawn in the language that is asked for, or in the person's. */
  Found read(String secret, @Nullable String language, HttpServletRequest call) {
    InvitationDocument invitation = invitations.findByLink(secret).orElse(null);
    Locale locale =
        ReaderLanguage.in(call, language, invitation == null ? null : invitation.locale());
    if (invitation == null) {
      // No address looks like this: tokens are guessed from the same ones.
      String target = "links from " + Addresses.of(call);
      Duration pause = brake.pauseFor(target);
      if (pause.isZero()) {
        brake.failed(target);
      }
      throw new LinkRefusedException(pause);
    }
    return new Found(invitation, locale);
  }

  /** To send something by it. */
  Found readToSend(String secret, @Nullable String language, HttpServletRequest call) {
    return limited(posts, read(secret, language, call));
  }

  /** So that the page's script can tell something by it. */
  Found readToTell(String secret, HttpServletRequest call) {
    return limited(told, read(secret, call.getParameter("lang"), call));
  }

  private Found limited(PostLimit limit, Found found) {
    Duration pause = limit.take(found.invitation().id(), clock.instant());
    if (!pause.isZero()) {
      throw new LinkRefusedException(pause);
    }
    return found;
  }
}
