package dev.barometer.reporting.staff;

import dev.barometer.contract.Rules;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Names;
import dev.barometer.contract.rule.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody who works here may be, and what a change of it means for who is signed in. */
final class StaffPolicy {
  private static final int LONGEST_NAME = 100;
  private static final Set<String> ASKED_FOR = Set.of("name", "mail", "language", "role");

  private StaffPolicy() {}

  /** Somebody new, sound or not. */
  static StaffMember add(StaffRequest request, String staffId, Instant now) {
    return asAsked(request, staffId, 1, now, null);
  }

  /** The same person as asked for; who leaves is signed out. */
  static StaffMember change(StaffMember member, StaffRequest request, Instant now) {
    boolean leaves = member.active() && Boolean.FALSE.equals(request.active());
    return asAsked(
        request, member.staffId(), member.revision() + 1, now, leaves ? now : member.signedOutAt());
  }

  /** The same person, signed out everywhere. */
  static StaffMember signOut(StaffMember member, Instant now) {
    return new StaffMember(
        member.staffId(),
        member.revision() + 1,
        member.name(),
        member.mail(),
        member.language(),
        member.role(),
        member.teams(),
        member.active(),
        now,
        now);
  }

  /** The same person with what the organisation says of role, teams and address now. */
  static StaffMember arrive(StaffMember member, Arrival arrival, Instant now) {
    String role = Objects.requireNonNullElse(arrival.role(), member.role());
    List<String> teams = Objects.requireNonNullElse(arrival.teams(), member.teams());
    String mail = member.mail() == null ? arrival.mail() : member.mail();
    boolean same =
        role.equals(member.role())
            && teams.equals(member.teams())
            && Objects.equals(mail, member.mail());
    return same
        ? member
        : new StaffMember(
            member.staffId(),
            member.revision() + 1,
            member.name(),
            mail,
            member.language(),
            role,
            teams,
            member.active(),
            now,
            member.signedOutAt());
  }

  /**
   * Somebody new, named so that nobody else has the name; empty where the organisation does not say
   * what he may.
   */
  static Optional<StaffMember> arrive(
      Arrival arrival,
      String staffId,
      Collection<StaffMember> others,
      Predicate<String> isTokensName,
      Instant now) {
    String role = arrival.role();
    if (role == null) {
      return Optional.empty();
    }
    Predicate<String> isTaken =
        name -> isTokensName.test(name) || others.stream().anyMatch(one -> name.equals(one.name()));
    String name =
        Stream.of(arrival.name(), arrival.name() + " (" + arrival.mail() + ")")
            .map(Names::normalised)
            .filter(isTaken.negate())
            .findFirst()
            .orElseGet(() -> arrival.name() + " (" + staffId + ")");
    return Optional.of(
        new StaffMember(
            staffId,
            1,
            name,
            arrival.mail(),
            arrival.language(),
            role,
            Objects.requireNonNullElse(arrival.teams(), List.of()),
            true,
            now,
            null));
  }

  private static StaffMember asAsked(
      StaffRequest request,
      String staffId,
      long revision,
      Instant now,
      @Nullable Instant signedOutAt) {
    String mail = request.mail();
    return new StaffMember(
        staffId,
        revision,
        Objects.requireNonNullElse(request.name(), ""),
        mail == null ? null : mail.strip().toLowerCase(Locale.ROOT),
        request.language(),
        Objects.requireNonNullElse(request.role(), ""),
        Objects.requireNonNullElse(request.teams(), List.of()),
        !Boolean.FALSE.equals(request.active()),
        now,
        signedOutAt);
  }

  /**
   * What is wrong with what was asked for; empty where nothing is.
   *
   * @param others who else works here or did
   * @param isTokensName whether a live token has this name
   */
  static List<Violation> check(
      StaffMember member,
      Collection<StaffMember> others,
      Predicate<String> isTokensName,
      Instant now) {
    List<Violation> violations = new ArrayList<>();
    Rules.check(member, now).stream()
        .filter(
            violation ->
                ASKED_FOR.contains(violation.field()) || violation.field().startsWith("teams"))
        .forEach(violations::add);
    String name = Objects.requireNonNullElse(member.name(), "");
    if (name.length() > LONGEST_NAME) {
      violations.add(new Violation("name", "must have at most " + LONGEST_NAME + " characters"));
    }
    List<StaffMember> rest =
        others.stream().filter(other -> !other.staffId().equals(member.staffId())).toList();
    if (isTokensName.test(name) || rest.stream().anyMatch(one -> name.equals(one.name()))) {
      violations.add(new Violation("name", "must not be somebody else's, nor a live token's"));
    }
    String mail = member.mail();
    if (mail != null && rest.stream().anyMatch(one -> mail.equals(one.mail()))) {
      violations.add(new Violation("mail", "must not be somebody else's"));
    }
    return violations;
  }
}
