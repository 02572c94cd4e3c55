package dev.barometer.starter.rights;

import dev.barometer.contract.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights at a broker that refuses what nobody was given: each service as much as it needs,
 * under a user of its own name, and platforms that send their events here.
 */
public final class BrokerRights {

  /** What is outside: it may send events in, and see nothing. */
  public static final String PLATFORM = "platform";

  private static final String OURS = "barometer.";
  private static final String FROM_OUTSIDE = "barometer.inbound.";
  private static final String ANY_HOST = "*";

  /** What a service reads besides the tokens; each topic gets its dead letters. */
  private static final Map<String, List<String>> READS =
      Map.of(
          "survey-service",
          List.of(
              Topics.INBOUND_TICKETS,
              Topics.INBOUND_RESPONSES,
              Topics.INBOUND_LIFECYCLE,
              Topics.TICKETS,
              Topics.LIFECYCLE,
              Topics.RESPONSES,
              Topics.COMPLAINTS),
          "scoring-service",
          List.of(
              Topics.TICKETS,
              Topics.INVITATIONS,
              Topics.RESPONSES,
              Topics.MENTIONS,
              Topics.COMPLAINTS),
          "complaint-service",
          List.of(Topics.TICKETS, Topics.RESPONSES, Topics.MENTIONS, Topics.ACTIONS),
          "reporting-service",
          List.of(
              Topics.TALLIES,
              Topics.SCORES,
              Topics.TICKETS,
              Topics.RESPONSES,
              Topics.COMPLAINTS,
              Topics.TOKEN_USES,
              Topics.AUDIT));

  /** What a service writes besides dead letters and what every service says of itself. */
  private static final Map<String, List<String>> WRITES =
      Map.of(
          "survey-service",
          List.of(
              Topics.INBOUND_TICKETS,
              Topics.INBOUND_RESPONSES,
              Topics.INBOUND_LIFECYCLE,
              Topics.TICKETS,
              Topics.LIFECYCLE,
              Topics.SURVEYS,
              Topics.INVITATIONS,
              Topics.RESPONSES,
              Topics.ERASURES),
          "scoring-service",
          List.of(Topics.TALLIES, Topics.SCORES),
          "complaint-service",
          List.of(Topics.COMPLAINTS),
          "reporting-service",
          List.of(
              Topics.TOKENS,
              Topics.STAFF,
              Topics.ACTIONS,
              Topics.REPORTS,
              Topics.INBOUND_TICKETS,
              Topics.INBOUND_RESPONSES,
              Topics.INBOUND_LIFECYCLE));

  /** They keep state in topics of their own, and write in transactions. */
  private static final Set<String> STREAMING = Set.of("survey-service", "scoring-service");

  /** They watch how far everything that was accepted has come. */
  private static final Set<String> WATCHING =
      Set.of("survey-service", "scoring-service", "reporting-service");

  /** Where that can be seen: see {@code Way}. */
  public static final List<String> WATCHED =
      List.of(
          Topics.INBOUND_TICKETS,
          Topics.INBOUND_RESPONSES,
          Topics.TICKETS,
          Topics.INVITATIONS,
          Topics.RESPONSES,
          Topics.MENTIONS,
          Topics.COMPLAINTS,
          Topics.TALLIES,
          Topics.SCORES);

  /** Where complaint-service sees how far its cases are, besides in what it reads itself. */
  public static final List<String> WATCHED_BY_THE_DESK =
      List.of(Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES);

  private BrokerRights() {}

  /** Who is given rights here; nobody else's are looked at. */
  static Set<String> users() {
    Set<String> users = new TreeSet<>(READS.keySet());
    users.add(PLATFORM);
    return users;
  }

  /** Everything that is allowed, by user. */
  public static Map<String, List<AclBinding>> all() {
    Map<String, List<AclBinding>> rights = new TreeMap<>();
    READS.keySet().forEach(service -> rights.put(service, ofService(service)));
    rights.put(PLATFORM, ofPlatforms());
    return rights;
  }

  private static List<AclBinding> ofService(String service) {
    Rights rights = new Rights(service);
    // Whoever starts first makes the topics, all of them.
    rights.onTopicsFrom(OURS, AclOperation.CREATE, AclOperation.DESCRIBE);
    rights.onTopic(Topics.TOKENS, AclOperation.READ);
    rights.onTopic(Topics.STAFF, AclOperation.READ);
    rights.onTopic(Topics.ERASURES, AclOperation.READ);
    rights.onTopic(Topics.TOKEN_USES, AclOperation.WRITE);
    rights.onTopic(Topics.AUDIT, AclOperation.WRITE);
    for (String topic : readsOf(service)) {
      rights.onTopic(topic, AclOperation.READ);
      rights.onTopic(Topics.deadLettersOf(topic, service), AclOperation.WRITE);
    }
    for (String topic : WRITES.getOrDefault(service, List.of())) {
      rights.onTopic(topic, AclOperation.WRITE);
    }
    rights.onNamesFrom(ResourceType.GROUP, service, AclOperation.READ);
    if (STREAMING.contains(service)) {
      rights.onTopicsFrom(service, AclOperation.ALL);
      rights.onNamesFrom(
          ResourceType.TRANSACTIONAL_ID, service, AclOperation.WRITE, AclOperation.DESCRIBE);
    }
    if (WATCHING.contains(service)) {
      WATCHED.forEach(topic -> rights.onTopic(topic, AclOperation.READ));
      rights.onTopicsFrom("scoring-service", AclOperation.DESCRIBE, AclOperation.READ);
      WATCHING.forEach(
          group -> rights.onNamesFrom(ResourceType.GROUP, group, AclOperation.DESCRIBE));
    }
    if (service.equals("complaint-service")) {
      WATCHED_BY_THE_DESK.forEach(topic -> rights.onTopic(topic, AclOperation.READ));
      rights.onNamesFrom(ResourceType.GROUP, "survey-service", AclOperation.DESCRIBE);
    }
    if (service.equals("scoring-service")) {
      // A rebuild tells on topics of its own, which end with its application id, and compares.
      for (String told : List.of(Topics.TALLIES, Topics.SCORES)) {
        rights.onTopicsFrom(told + "." + service, AclOperation.ALL);
      }
    }
    if (service.equals("reporting-service")) {
      READS.forEach(
          (group, topics) ->
              topics.forEach(
                  topic -> rights.onTopic(Topics.deadLettersOf(topic, group), AclOperation.READ)));
    }
    return rights.bindings();
  }

  /** By name, not by how names begin: the dead letters of these topics begin like them. */
  private static List<AclBinding> ofPlatforms() {
    Rights rights = new Rights(PLATFORM);
    Topics.ALL.stream()
        .filter(topic -> topic.startsWith(FROM_OUTSIDE))
        .forEach(topic -> rights.onTopic(topic, AclOperation.WRITE));
    return rights.bindings();
  }

  private static Collection<String> readsOf(String service) {
    return READS.getOrDefault(service, List.of());
  }

  /** One user's, as they are gathered. */
  private static final class Rights {
    private final String principal;
    private final List<AclBinding> bindings = new ArrayList<>();

    Rights(String user) {
      this.principal = principalOf(user);
    }

    void onTopic(String name, AclOperation... operations) {
      add(new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), operations);
    }

    void onTopicsFrom(String prefix, AclOperation... operations) {
      onNamesFrom(ResourceType.TOPIC, prefix, operations);
    }

    void onNamesFrom(ResourceType type, String prefix, AclOperation... operations) {
      add(new ResourcePattern(type, prefix, PatternType.PREFIXED), operations);
    }

    private void add(ResourcePattern resource, AclOperation... operations) {
      for (AclOperation operation : operations) {
        bindings.add(
            new AclBinding(
                resource,
                new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
      }
    }

    List<AclBinding> bindings() {
      return bindings.stream().distinct().toList();
    }
  }

  static String principalOf(String user) {
    return "User:" + user;
  }
}
