package dev.barometer.reporting.staff;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.access.DoubtfulRecord;
import dev.barometer.starter.access.DoubtfulRecords;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.patience.PatientWorker;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.waiting.Acknowledgement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Tells all services who works here, signed, and keeps the topic to what this service's database
 * says: who is missing there, or stands there as somebody else wrote it, is told again.
 */
class SignedStaffPublisher implements DoubtfulRecords<StaffMember>, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(SignedStaffPublisher.class);
  private static final String SERVICE = "reporting-service";

  private final FactPublisher publisher;
  private final StaffRepository staff;
  private final StaffDirectory directory;
  private final AuditLog audit;
  private final PatientWorker settling = new PatientWorker("signed-staff");

  SignedStaffPublisher(
      FactPublisher publisher, StaffRepository staff, StaffDirectory directory, AuditLog audit) {
    this.publisher = publisher;
    this.staff = staff;
    this.directory = directory;
    this.audit = audit;
  }

  /**
   * Returns when the broker has acknowledged it; this service knows it from then on. What is kept
   * and cannot be told now is told later, also where that is after the next start.
   */
  void publish(StaffMember member) {
    try {
      send(member);
    } catch (RuntimeException e) {
      settling.submit(() -> settle(List.of()));
      throw e;
    }
  }

  private void send(StaffMember member) {
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

  @Override
  public void doubted(List<DoubtfulRecord<StaffMember>> doubtful) {
    settling.submit(() -> settle(doubtful));
  }

  /** May be done again at any point: what was done already changes nothing. */
  void settle(List<DoubtfulRecord<StaffMember>> doubtful) {
    directory.all().forEach(staff::keep);
    Set<String> contested = tell(doubtful);
    staff.all().stream()
        .filter(member -> contested.contains(member.staffId()) || isUnknown(member))
        .forEach(this::send);
  }

  private boolean isUnknown(StaffMember member) {
    return directory
        .find(member.staffId())
        .filter(known -> known.revision() >= member.revision())
        .isEmpty();
  }

  /** Tells of what is news; returns whose places it would take. */
  private Set<String> tell(List<DoubtfulRecord<StaffMember>> doubtful) {
    List<DoubtfulRecord<StaffMember>> news =
        doubtful.stream().filter(one -> staff.isNews(one.partition(), one.offset())).toList();
    Set<String> contested = new HashSet<>();
    for (DoubtfulRecord<StaffMember> one : news) {
      if (one.key() != null) {
        contested.add(one.key());
      }
    }
    if (!news.isEmpty()) {
      String first = Topics.STAFF + "-" + news.get(0).partition() + "@" + news.get(0).offset();
      log.warn("Ignored {} of staff that no service signed, the first is {}", news.size(), first);
      audit.note("staff.forged", first, Map.of("records", Integer.toString(news.size())));
    }
    return contested;
  }

  @Override
  public void destroy() {
    settling.close();
  }
}
