package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Assignee;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Names;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Who is at the desk: the caller, and those to whom a case can be given. */
@Component
public class DeskMemberReader {
  private static final String STAFF = "staff:";
  private static final String TOKEN = "token:";
  private static final int MOST_OFFERED = 200;

  private final StaffDirectory staff;
  private final Callers callers;

  DeskMemberReader(StaffDirectory staff, Callers callers) {
    this.staff = staff;
    this.callers = callers;
  }

  /** Who calls. */
  public static DeskMember of(HttpServletRequest call) {
    Principal principal = call.getUserPrincipal();
    if (principal instanceof Authentication known
        && known.getPrincipal() instanceof Caller caller) {
      return of(caller);
    }
    throw new IllegalStateException("nobody handles a case without having signed in");
  }

  static DeskMember of(Caller caller) {
    return new DeskMember(
        actor(caller),
        names(caller),
        caller.role().compareTo(Role.MANAGER) < 0,
        caller.role() == Role.ADMIN,
        caller.teams());
  }

  /** A token is known by its name: one that takes its place goes on with its cases. */
  private static Actor actor(Caller caller) {
    boolean isPerson = caller.id().startsWith(STAFF);
    return new Actor(isPerson ? caller.id() : TOKEN + caller.name(), caller.name());
  }

  private static Set<String> names(Caller caller) {
    Set<String> names = new HashSet<>();
    names.add(caller.name());
    if (caller.id().startsWith(STAFF)) {
      names.add(caller.id().substring(STAFF.length()));
    }
    return names;
  }

  /** Whoever works here and is active, as he would be at the desk. */
  public Optional<DeskMember> find(String staffId) {
    return staff
        .find(staffId)
        .filter(StaffMember::active)
        .map(Callers::of)
        .map(DeskMemberReader::of);
  }

  /**
   * The id of somebody who works here, by his name in any letters: nobody types an id. Else what
   * was typed, which may be an id already, or the name of a token.
   */
  public String idOf(String called) {
    String name = called.strip();
    return staff.all().stream()
        .filter(one -> one.name().equalsIgnoreCase(name))
        .max(Comparator.comparing(StaffMember::active))
        .map(StaffMember::staffId)
        .orElse(name);
  }

  /** The names of those whose cases somebody may see, to be offered where he looks for them. */
  public List<String> besides(DeskMember member) {
    return staff.all().stream()
        .filter(StaffMember::active)
        .map(Callers::of)
        .filter(one -> one.role().compareTo(Role.AGENT) >= 0)
        .filter(one -> !member.isBound() || one.teams().stream().anyMatch(member.teams()::contains))
        .map(Caller::name)
        .sorted()
        .limit(MOST_OFFERED)
        .toList();
  }

  /** The teams that somebody may look for: his own, else those that people here belong to. */
  public List<String> teamsOf(DeskMember member) {
    return member.isBound()
        ? member.teams()
        : staff.all().stream()
            .filter(StaffMember::active)
            .flatMap(one -> Callers.of(one).teams().stream())
            .distinct()
            .sorted()
            .limit(MOST_OFFERED)
            .toList();
  }

  /** How somebody who works here is called; the id where nobody has it. */
  public String called(String staffId) {
    return staff.find(staffId).map(StaffMember::name).orElse(staffId);
  }

  /**
   * To whom a case of a team can be given: who works here, handles cases and sees it.
   *
   * @param team null where it has none
   */
  public List<Assignee> handlingCasesOf(@Nullable String team) {
    return staff.all().stream()
        .filter(StaffMember::active)
        .map(one -> Map.entry(one, Callers.of(one)))
        .filter(one -> one.getValue().role().compareTo(Role.AGENT) >= 0)
        .filter(one -> seesTeam(one.getValue(), team))
        .map(one -> new Assignee(one.getKey().staffId(), one.getValue().id(), one.getKey().name()))
        .sorted(Comparator.comparing(Assignee::name).thenComparing(Assignee::id))
        .limit(MOST_OFFERED)
        .toList();
  }

  private static boolean seesTeam(Caller caller, @Nullable String team) {
    return team == null || !of(caller).isBound() || caller.teams().contains(team);
  }

  /** By what a case is given to him. */
  public static String nameOf(DeskMember member) {
    String id = member.actor().id();
    return id.substring(id.indexOf(':') + 1);
  }

  /**
   * To whom a case is given.
   *
   * @param to a staff id, or the name of a token
   * @throws InvalidRequestException where nobody of that name may handle cases
   */
  Assignee assignee(String to) {
    String name = Names.normalised(to);
    if (name == null) {
      throw new InvalidRequestException("to", "is required");
    }
    Optional<StaffMember> member = staff.find(name).filter(StaffMember::active);
    if (member.isPresent()) {
      Caller caller = Callers.of(member.get());
      if (caller.role().compareTo(Role.AGENT) < 0) {
        throw new InvalidRequestException(
            "to", "must be somebody who handles cases: role agent or more");
      }
      return new Assignee(member.get().staffId(), caller.id(), caller.name());
    }
    if (!callers.isTokensName(name)) {
      throw new InvalidRequestException(
          "to", "must be the staffId of somebody who is active, or the name of a token");
    }
    return new Assignee(name, TOKEN + name, name);
  }
}
