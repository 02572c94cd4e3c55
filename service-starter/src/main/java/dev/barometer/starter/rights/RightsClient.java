package dev.barometer.starter.rights;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Gives each of our users exactly its rights; a second time it changes nothing. */
final class RightsClient {
  private final Admin admin;

  RightsClient(Admin admin) {
    this.admin = admin;
  }

  /**
   * @param given how many rights were new
   * @param taken how many were there that nobody should have
   */
  record Change(int given, int taken) {}

  /** What is missing is given before what is too much is taken: nobody is without it meanwhile. */
  Change apply() throws ExecutionException, InterruptedException {
    Set<AclBinding> wanted = new HashSet<>();
    BrokerRights.all().values().forEach(wanted::addAll);
    Set<AclBinding> found = new HashSet<>();
    for (String user : BrokerRights.users()) {
      found.addAll(admin.describeAcls(allOf(user)).values().get());
    }
    List<AclBinding> missing = wanted.stream().filter(each -> !found.contains(each)).toList();
    List<AclBindingFilter> surplus =
        found.stream().filter(each -> !wanted.contains(each)).map(AclBinding::toFilter).toList();
    if (!missing.isEmpty()) {
      admin.createAcls(missing).all().get();
    }
    if (!surplus.isEmpty()) {
      admin.deleteAcls(surplus).all().get();
    }
    return new Change(missing.size(), surplus.size());
  }

  private static AclBindingFilter allOf(String user) {
    return new AclBindingFilter(
        ResourcePatternFilter.ANY,
        new AccessControlEntryFilter(
            BrokerRights.principalOf(user), null, AclOperation.ANY, AclPermissionType.ANY));
  }
}
