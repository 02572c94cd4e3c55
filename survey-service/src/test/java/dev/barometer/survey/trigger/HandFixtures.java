package dev.barometer.survey.trigger;

import dev.barometer.contract.Topics;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.Broker;
import dev.barometer.survey.campaign.CampaignRepository;
import java.time.Clock;

/** What asks people by hand. */
public final class HandFixtures {
  private HandFixtures() {}

  public static HandPublisher publisher(AskingInstance instance, Broker audit, Clock clock) {
    return new HandPublisher(
        instance.bean(CampaignRepository.class),
        instance.bean(HandRunner.class),
        instance.bean(LinkSecrets.class),
        new LinkProperties("", "http://host:8081", "", ""),
        new AuditLog(audit.publisherTo(Topics.AUDIT), "survey-service", clock),
        instance.bean(ErasedPeople.class),
        clock);
  }
}
