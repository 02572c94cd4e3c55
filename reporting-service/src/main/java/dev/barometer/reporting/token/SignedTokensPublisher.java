package dev.barometer.reporting.token;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.starter.access.DoubtfulRecord;
import dev.barometer.starter.access.DoubtfulRecords;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.patience.PatientWorker;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.waiting.Acknowledgement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes tokens, signed, and keeps the topic to what this service issued: tokens that are missing
 * there, that were signed with a key that is not good any more, or that were issued before there
 * were signatures are said again; what nobody signed is said once in the log and in the audit log.
 */
class SignedTokensPublisher implements DoubtfulRecords<NamedToken>, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SignedTokensPublisher.class);
  private static final String SERVICE = "reporting-service";

  private final FactPublisher publisher;
  private final TokenDirectory directory;
  private final IssuedTokensRepository issued;
  private final AuditLog audit;
  private final PatientWorker settling = new PatientWorker("signed-tokens");
  private volatile boolean running;
  private volatile boolean hasUnsigned;

  SignedTokensPublisher(
      FactPublisher publisher,
      TokenDirectory directory,
      IssuedTokensRepository issued,
      AuditLog audit) {
    this.publisher = publisher;
    this.directory = directory;
    this.issued = issued;
    this.audit = audit;
  }

  /** Returns when the broker has acknowledged it; this service knows it from then on. */
  void publish(NamedToken token) {
    Instant revokedAt = token.revokedAt();
    Outgoing outgoing =
        new Outgoing(
            Topics.TOKENS,
            token.tokenId(),
            token,
            token.tokenId() + "-" + token.revision(),
            "/barometer/" + SERVICE,
            revokedAt == null ? EventTypes.TOKEN_ISSUED : EventTypes.TOKEN_REVOKED,
            revokedAt == null ? token.createdAt() : revokedAt,
            SERVICE);
    Acknowledgement.await(publisher.publish(outgoing));
    directory.learn(token);
  }

  @Override
  public void doubted(List<DoubtfulRecord<NamedToken>> doubtful) {
    settling.submit(() -> settle(doubtful));
  }

  /** May be done again at any point: what was done already changes nothing. */
  void settle(List<DoubtfulRecord<NamedToken>> doubtful) {
    directory.all().forEach(issued::keep);
    if (hasUnsigned) {
      signAnew(doubtful);
    }
    Map<String, NamedToken> kept = new HashMap<>();
    issued.all().forEach(token -> kept.put(token.tokenId(), token));
    Set<String> contested = tell(doubtful, kept);
    kept.values().stream()
        .filter(token -> contested.contains(token.tokenId()) || isUnknown(token))
        .forEach(this::publish);
  }

  private boolean isUnknown(NamedToken token) {
    return directory
        .find(token.tokenId())
        .filter(known -> known.revision() >= token.revision())
        .isEmpty();
  }

  /** Once: what was issued before there were signatures, as the acts of that time say. */
  private void signAnew(List<DoubtfulRecord<NamedToken>> unsigned) {
    int signed = 0;
    for (DoubtfulRecord<NamedToken> doubtful : unsigned) {
      NamedToken token = doubtful.state();
      if (token != null && token.tokenId().equals(doubtful.key()) && issued.wasIssued(token)) {
        issued.keep(token);
        signed++;
      }
    }
    issued.signedAll();
    hasUnsigned = false;
    log.info("{} records of tokens were written before records were signed; signs them", signed);
  }

  /** Tells of what is news; returns whose tokens it would take the place of. */
  private Set<String> tell(
      List<DoubtfulRecord<NamedToken>> doubtful, Map<String, NamedToken> kept) {
    Set<String> contested = new HashSet<>();
    DoubtfulRecord<NamedToken> first = null;
    int news = 0;
    for (DoubtfulRecord<NamedToken> one : doubtful) {
      NamedToken token = one.key() == null ? null : kept.get(one.key());
      boolean same = token != null && !one.repeated() && isStateOf(token, one.state());
      if (!same && issued.isNews(one.partition(), one.offset())) {
        news++;
        first = first == null ? one : first;
        if (token != null) {
          contested.add(token.tokenId());
        }
      }
    }
    if (first != null) {
      String place = Topics.TOKENS + "-" + first.partition() + "@" + first.offset();
      log.warn(
          "Ignored {} of tokens that no service signed, the first is {}", records(news), place);
      audit.note("token.forged", place, Map.of("records", Integer.toString(news)));
    }
    return contested;
  }

  private static String records(int count) {
    return count == 1 ? "1 record" : count + " records";
  }

  /** As it stands or stood, unsigned: its signed record stands behind it. */
  private static boolean isStateOf(NamedToken kept, @Nullable NamedToken told) {
    return told != null
        && told.hash().equals(kept.hash())
        && told.role().equals(kept.role())
        && told.name().equals(kept.name())
        && (told.equals(kept) || told.revision() < kept.revision());
  }

  /** Before the tokens are read: only a database that is older than this start can vouch. */
  @Override
  public void start() {
    hasUnsigned = issued.hasUnsigned();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    settling.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
