package dev.barometer.complaint.handling;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.complaint.escalation.EvidenceRepository;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.security.TokenCallers;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.web.ProblemAdvice;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** One instance of the service's desk, as programs call it. */
public final class Desk {
  public final CaseRepository cases;
  public final CaseAccess access = new CaseAccess(true);
  public final MovePublisher moves;
  public final StagePublisher stages;
  public final DeskMemberReader members;
  public final MoveReader moveReader;
  public final StaffDirectory staff = new StaffDirectory();
  public final EvidenceRepository evidence;
  public final CaseListRepository list;
  private final Clock clock;
  private final StageRunner stageRunner;

  public Desk(MongoOperations mongo, Clock clock) {
    this.list = new CaseListRepository(mongo, new SeenRepository(access));
    this.clock = clock;
    this.cases = CaseFixtures.casesIn(mongo);
    PublishingRunner runner = StillRunner.runner(mongo, clock);
    this.evidence = EvidenceFixtures.evidence(mongo);
    this.moves = new MovePublisher(cases, access, runner, clock);
    this.stageRunner = new StageRunner(cases, CaseFixtures.BOOK, provider(runner));
    this.stages =
        new StagePublisher(
            moves, stageRunner, new CaseMoves(CaseFixtures.BOOK), evidence, access, runner, clock);
    this.members =
        new DeskMemberReader(staff, TokenCallers.of(staff, List.of("agent", "lead", "other-lead")));
    this.moveReader = new MoveReader(members);
  }

  private static <T> ObjectProvider<T> provider(T bean) {
    return new ObjectProvider<>() {
      @Override
      public T getObject() {
        return bean;
      }
    };
  }

  public List<CaseFollower> followers() {
    return List.of(stageRunner);
  }

  /** Somebody who works here. */
  public Desk with(String staffId, String role, String... teams) {
    staff.learn(
        new StaffMember(
            staffId, 1, staffId, null, null, role, List.of(teams), true, clock.instant(), null));
    return this;
  }

  /** The calls of an agent who is bound by no team. */
  public MockMvc http(String name) {
    return http(new Caller("token-of-" + name, name, Role.AGENT, name, List.of()));
  }

  /** The calls of somebody who works here. */
  public MockMvc httpOf(String staffId) {
    return http(Callers.of(staff.find(staffId).orElseThrow()));
  }

  public MockMvc http(Caller caller) {
    var caseMoves = new CaseMoves(CaseFixtures.BOOK);
    return MockMvcBuilders.standaloneSetup(
            new ComplaintController(moves, list, CaseFixtures.BOOK, clock),
            new MoveController(moves, moveReader, caseMoves, CaseFixtures.BOOK, clock),
            new StageController(stages, CaseFixtures.BOOK, clock))
        .setControllerAdvice(new MovesAdvice(), new ProblemAdvice())
        .defaultRequest(MockMvcRequestBuilders.get("/").principal(Callers.authenticated(caller)))
        .build();
  }
}
