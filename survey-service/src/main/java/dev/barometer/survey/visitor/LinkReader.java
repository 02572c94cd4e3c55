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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose link it is, or that of a newcomer. Whoever guesses links is slowed down by his address; who
 * has a link always gets through, also from behind an address that others guess from.
 */
@Component
class LinkReader {
  /** In a minute: from one address many people may come. */
  private static final int MOST_NEWCOMERS = 120;

  private final InvitationRepository invitations;
  private final NewcomerReader newcomers;
  private final GivenRepository given;
  private final Brake brake;
  private final PostLimit posts = new PostLimit();

  /** What the script tells takes nothing away from what a person sends. */
  private final PostLimit told = new PostLimit();

  /** Of those who come by open links, from one address. */
  private final PostLimit newcomersFrom = new PostLimit(MOST_NEWCOMERS);

  private final Clock clock;

  /**
   * What a link leads to.
   *
   * @param secret by which something is sent; of an open link it is another one each time
   * @param locale what the page is drawn in
   * @param isNew whether nothing was sent by it yet, so that it stands nowhere
   */
  record Found(String secret, InvitationDocument invitation, Locale locale, boolean isNew) {}

  LinkReader(
      InvitationRepository invitations,
      NewcomerReader newcomers,
      GivenRepository given,
      Brake brake,
      Clock clock) {
    this.invitations = invitations;
    this.newcomers = newcomers;
    this.given = given;
    this.brake = brake;
    this.clock = clock;
  }

  /** To be looked at; the page is drawn in the language that is asked for, or in the person's. */
  Found read(String secret, @Nullable String language, HttpServletRequest call) {
    return known(secret, language, call)
        .orElseGet(() -> newcomer(newcomers.welcome(secret).orElse(secret), language, call));
  }

  private Optional<Found> known(String secret, @Nullable String language, HttpServletRequest call) {
    return invitations
        .findByLink(secret)
        .map(one -> known(secret, one, ReaderLanguage.in(call, language, one.locale())));
  }

  private Found known(String secret, InvitationDocument one, Locale locale) {
    if (one.isOfNewcomer() && one.isOpen() && given.find(one.id()).isEmpty()) {
      newcomers.requireOpen(one);
    }
    return new Found(secret, one, locale, false);
  }

  private Found newcomer(String own, @Nullable String language, HttpServletRequest call) {
    // Refused or not, the page is drawn in the reader's language.
    Locale locale = ReaderLanguage.in(call, language, null);
    InvitationDocument unsent = newcomers.find(own).orElseThrow(() -> guessed(call));
    // It may be that its link is forgotten by now, and what was answered by it is not.
    return invitations
        .find(unsent.id())
        .map(one -> known(own, one, locale))
        .orElseGet(() -> new Found(own, unsent, locale, true));
  }

  private LinkRefusedException guessed(HttpServletRequest call) {
    // No address looks like this: tokens are guessed from the same ones.
    String target = "links from " + Addresses.of(call);
    Duration pause = brake.pauseFor(target);
    if (pause.isZero()) {
      brake.failed(target);
      return LinkRefusedException.unknown();
    }
    return LinkRefusedException.tooMuch(pause);
  }

  /** To send something by it: by an open link nothing is sent, but by what it gives out. */
  Found readToSend(String secret, @Nullable String language, HttpServletRequest call) {
    Found found = known(secret, language, call).orElseGet(() -> newcomer(secret, language, call));
    if (found.invitation().isOfNewcomer()) {
      String from = found.invitation().campaignId() + " from " + Addresses.of(call);
      limit(newcomersFrom, from);
    }
    limit(posts, found.invitation().id());
    return found;
  }

  /** So that the page's script can tell something by it. */
  Found readToTell(String secret, HttpServletRequest call) {
    String language = call.getParameter("lang");
    Found found = known(secret, language, call).orElseGet(() -> newcomer(secret, language, call));
    limit(told, found.invitation().id());
    return found;
  }

  private void limit(PostLimit limit, String what) {
    Duration pause = limit.take(what, clock.instant());
    if (!pause.isZero()) {
      throw LinkRefusedException.tooMuch(pause);
    }
  }
}
