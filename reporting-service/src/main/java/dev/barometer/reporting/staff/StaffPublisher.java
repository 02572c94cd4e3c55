package dev.barometer.reporting.staff;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Adds and changes those who work here: each act is written down, kept, and told to all services,
 * which go by it from their next call on. One at a time, so that no two get the same name.
 */
public class StaffPublisher {
  private final SignedStaffPublisher publisher;
  private final StaffRepository staff;
  private final PasswordStore passwords;
  private final Callers callers;
  private final AuditLog audit;
  private final Clock clock;

  StaffPublisher(
      SignedStaffPublisher publisher,
      StaffRepository staff,
      PasswordStore passwords,
      Callers callers,
      AuditLog audit,
      Clock clock) {
    this.publisher = publisher;
    this.staff = staff;
    this.passwords = passwords;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  StaffList all() {
    Set<String> withPassword = passwords.whoHasOne();
    return new StaffList(
        staff.all().stream()
            .sorted(Comparator.comparing(StaffMember::name).thenComparing(StaffMember::staffId))
            .map(member -> StaffView.of(member, withPassword.contains(member.staffId())))
            .toList());
  }

  Optional<StaffView> find(String staffId) {
    return staff.find(staffId).map(this::view);
  }

  private StaffView view(StaffMember member) {
    return StaffView.of(member, passwords.has(member.staffId()));
  }

  /** Throws what names the fields where somebody may not be so. */
  synchronized StaffView add(StaffRequest request) {
    StaffMember member = StaffPolicy.add(request, UUID.randomUUID().toString(), clock.instant());
    return told("staff.added", member);
  }

  /**
   * Throws what names the fields where somebody may not be so; empty where there is nobody.
   *
   * @param revision what is known of the person who is changed; null for whatever there is
   */
  synchronized Optional<StaffView> change(
      String staffId, @Nullable Long revision, StaffRequest request) {
    Optional<StaffMember> kept = staff.find(staffId);
    if (kept.isPresent() && revision != null && kept.get().revision() != revision) {
      throw changedMeanwhile();
    }
    return kept.map(
        member -> told("staff.changed", StaffPolicy.change(member, request, clock.instant())));
  }

  private static ResponseStatusException changedMeanwhile() {
    return new ResponseStatusException(
        HttpStatus.PRECONDITION_FAILED, "It was changed since you read it: read it again");
  }

  /** Ends all of somebody's sessions; false where there is nobody. */
  synchronized boolean signOut(String staffId) {
    Optional<StaffMember> kept = staff.find(staffId);
    kept.ifPresent(
        member -> told("staff.signed-out", StaffPolicy.signOut(member, clock.instant())));
    return kept.isPresent();
  }

  /** Invites somebody to choose a password; empty where there is nobody who may sign in. */
  Optional<PasswordStore.Invitation> invite(String staffId) {
    return staff
        .find(staffId)
        .filter(StaffMember::active)
        .map(
            member -> {
              audit.record("staff.invited", member.name(), Map.of("staffId", staffId));
              return passwords.invite(staffId);
            });
  }

  /** Who is invited with this secret; empty where it is nobody's, or not any more. */
  Optional<StaffMember> invited(String secret) {
    return passwords.invited(secret).flatMap(staff::find).filter(StaffMember::active);
  }

  /**
   * Takes an invitation up; sessions that began before with another password are over. Empty where
   * somebody else was faster.
   */
  synchronized Optional<StaffMember> choose(String secret, String password) {
    Optional<StaffMember> member = invited(secret);
    if (member.isEmpty() || !passwords.takeUp(secret, member.get().staffId(), password)) {
      return Optional.empty();
    }
    told("staff.password-chosen", StaffPolicy.signOut(member.get(), clock.instant()));
    return staff.find(member.get().staffId());
  }

  /**
   * Lets in somebody whom the organisation's own sign-in vouches for: known from before, by a mail
   * address that an administrator gave him, or new. Role and teams are as the organisation says
   * now, where it says something. Empty where he left, or nobody says what he may.
   */
  public synchronized Optional<StaffMember> arrive(Arrival arrival) {
    Optional<String> linked = staff.linked(arrival.subject());
    Optional<StaffMember> known =
        linked.flatMap(staff::find).or(() -> staff.findByMail(arrival.mail()));
    Optional<StaffMember> arrived =
        known.isPresent()
            ? known
                .filter(StaffMember::active)
                .map(member -> StaffPolicy.arrive(member, arrival, clock.instant()))
            : StaffPolicy.arrive(
                arrival,
                linked.orElseGet(() -> UUID.randomUUID().toString()),
                staff.all(),
                callers::isTokensName,
                clock.instant());
    arrived.ifPresent(
        member -> {
          staff.link(arrival.subject(), member.staffId());
          if (!arrived.equals(known)) {
            told(known.isPresent() ? "staff.changed" : "staff.added", member);
          }
        });
    return arrived;
  }

  private StaffView told(String act, StaffMember member) {
    Instant now = clock.instant();
    List<Violation> violations = StaffPolicy.check(member, staff.all(), callers::isTokensName, now);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    audit.record(
        act,
        member.name(),
        Map.of(
            "staffId", member.staffId(),
            "role", member.role(),
            "active", Boolean.toString(member.active())));
    // First, so that it is not forgotten whatever becomes of the topic.
    if (!staff.keep(member)) {
      throw changedMeanwhile();
    }
    publisher.publish(member);
    return view(member);
  }
}
