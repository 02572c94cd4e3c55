package dev.barometer.starter.security;

import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.Role;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.token.TokenHash;
import dev.barometer.starter.token.TokenUses;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Decides who a caller is and whether it may still call: the one place for it. Whoever is to be
 * known by other means than tokens (an OpenID provider) becomes a {@link Caller} here.
 */
public final class Callers {
  private static final String STAFF = "staff:";

  private final FixedTokens fixed;
  private final @Nullable TokenDirectory directory;
  private final StaffDirectory staff;
  private final @Nullable TokenUses uses;
  private final Clock clock;

  /** Without directory and uses only the tokens in the settings are known. */
  Callers(
      FixedTokens fixed,
      @Nullable TokenDirectory directory,
      StaffDirectory staff,
      @Nullable TokenUses uses,
      Clock clock) {
    this.fixed = fixed;
    this.directory = directory;
    this.staff = staff;
    this.uses = uses;
    this.clock = clock;
  }

  /** Who has this secret, unless it is expired or revoked. */
  Optional<Caller> bySecret(String secret) {
    String hash = TokenHash.of(secret);
    Optional<Caller> known = fixed.find(hash);
    if (known.isPresent() || directory == null) {
      return known;
    }
    return directory.findLive(hash, clock.instant()).map(this::used);
  }

  private Caller used(NamedToken token) {
    if (uses != null) {
      uses.note(token.tokenId());
    }
    Role role = Role.valueOf(token.role().toUpperCase(Locale.ROOT));
    String sender = token.sender() == null ? token.name() : token.sender();
    return new Caller(token.tokenId(), token.name(), role, sender);
  }

  /** In whose name a call brings something in; only administrators may change what others sent. */
  public static Sender senderOf(HttpServletRequest call) {
    Principal principal = call.getUserPrincipal();
    String name = principal == null ? null : principal.getName();
    if (principal instanceof Authentication known
        && known.getPrincipal() instanceof Caller caller) {
      name = caller.sender();
    }
    return new Sender(name, call.isUserInRole(Role.ADMIN.name()));
  }

  /** Who signed in, as what he is now; empty where he may not call any more. */
  Optional<Caller> of(Session session) {
    String id = session.callerId();
    if (id.startsWith(STAFF)) {
      return staff
          .find(id.substring(STAFF.length()))
          .filter(member -> member.active() && !isOver(session, member))
          .map(Callers::of);
    }
    Optional<Caller> known = fixed.findById(id);
    if (known.isPresent() || directory == null) {
      return known;
    }
    return directory.findLiveById(id, clock.instant()).map(this::used);
  }

  private static boolean isOver(Session session, StaffMember member) {
    Instant signedOutAt = member.signedOutAt();
    return signedOutAt != null && session.since().isBefore(signedOutAt);
  }

  /** The administrator with whom an installation begins; empty where the settings have none. */
  public Optional<Caller> administrator() {
    return fixed.administrator();
  }

  /** Somebody who works here, as a caller. */
  public static Caller of(StaffMember member) {
    Role role = Role.valueOf(member.role().toUpperCase(Locale.ROOT));
    return new Caller(STAFF + member.staffId(), member.name(), role, member.name(), member.teams());
  }

  /** A caller as Spring Security has them. */
  public static Authentication authenticated(Caller caller) {
    var authority = new SimpleGrantedAuthority("ROLE_" + caller.role());
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of(authority));
  }

  /** Until then a token that is not known may be a good one. */
  boolean knowsAllTokens() {
    return directory == null || directory.isComplete();
  }

  /** Whether a caller of this name may call now, or works here. */
  public boolean isNameTaken(String name) {
    return isTokensName(name)
        || staff.all().stream().anyMatch(member -> member.name().equals(name));
  }

  /** Whether a token of this name may call now. */
  public boolean isTokensName(String name) {
    Instant now = clock.instant();
    return fixed.hasName(name)
        || directory != null
            && directory.all().stream()
                .anyMatch(token -> token.name().equals(name) && token.isLiveAt(now));
  }
}
