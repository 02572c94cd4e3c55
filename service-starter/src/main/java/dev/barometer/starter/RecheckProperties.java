package dev.barometer.starter;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are asked once more, after their complaint was handled. An answer tells of no trigger,
 * but of its campaign: whoever has to know such answers from others knows them by that. The same
 * for all services.
 *
 * @param campaign the campaign that asks on {@code complaint-closed}; blank where none does
 */
@ConfigurationProperties("barometer.recheck")
public record RecheckProperties(@DefaultValue("after-complaint") String campaign) {

  /** Whether an answer was given to it. */
  public boolean asked(@Nullable String campaignId) {
    return !campaign.isBlank() && campaign.equals(campaignId);
  }
}
