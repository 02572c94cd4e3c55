package dev.barometer.reporting.staff;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.waiting.Acknowledgement;
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
class StaffPublisher {
  private static final String SERVICE = "reporting-service";

  private final FactPublisher publisher;
  private final StaffRepository staff;
  private final PasswordStore passwords;
  private final StaffDirectory directory;
  private final Callers callers;
  private final AuditLog audit;
  private final Clock clock;

  StaffPublisher(
      FactPublisher publisher,
      StaffRepository staff,
      PasswordStore passwords,
      StaffDirectory directory,
      Callers callers,
      AuditLog audit,
      Clock clock) {
    this.publisher = publisher;
    this.staff = staff;
    this.passwords = passwords;
    this.directory = directory;
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
      throw new ResponseStatusException(
          HttpStatus.PRECONDITION_FAILED, "It was changed since you read it: read it again");
    }
    return kept.map(
        member -> told("staff.changed", StaffPolicy.change(member, request, clock.instant())));
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
    staff.keep(member);
    publish(member);
    return view(member);
  }

  /** Returns when the broker has acknowledged it; this service knows it from then on. */
  void publish(StaffMember member) {
    Acknowledgement.await(
        publisher.publish(
            new Outgoing(
                Topics.STAFF,
                member.staffId(),
                member,
                member.staffId() + "-" + member.revision(),
                "/barometer/" + SERVICE,
                EventTypes.STAFF_CHANGED,
                member.changedAt(),
                SERVICE)));
    directory.learn(member);
  }

  /** Says again what the topic lacks: a database outlives a topic that is lost. */
  void settle() {
    staff.all().stream()
        .filter(
            member ->
                directory
                    .find(member.staffId())
                    .filter(known -> known.revision() >= member.revision())
                    .isEmpty())
        .forEach(this::publish);
  }
}
