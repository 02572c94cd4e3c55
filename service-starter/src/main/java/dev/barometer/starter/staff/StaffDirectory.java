package dev.barometer.starter.staff;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.access.KnownStates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who work here, as {@code barometer.staff} last told of them. Who is known stays known while
 * the broker is away.
 */
public final class StaffDirectory implements KnownStates<StaffMember> {
  private final Map<String, StaffMember> byId = new ConcurrentHashMap<>();
  private volatile boolean complete;

  @Override
  public void learn(StaffMember told) {
    byId.merge(
        told.staffId(),
        told,
        (known, other) -> other.revision() > known.revision() ? other : known);
  }

  @Override
  public void forget(String staffId) {
    byId.remove(staffId);
  }

  @Override
  public void complete() {
    complete = true;
  }

  /** Whether all are known who worked here when the service started. */
  public boolean isComplete() {
    return complete;
  }

  public Optional<StaffMember> find(String staffId) {
    return Optional.ofNullable(byId.get(staffId));
  }

  /** Also those who left. */
  public Collection<StaffMember> all() {
    return List.copyOf(byId.values());
  }
}
