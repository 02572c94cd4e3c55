package dev.barometer.survey.campaign;

import java.util.Locale;

/** What becomes of a candidate: asked, or the first reason why not, in this order. */
public enum Verdict {
  ASKED,
  /** The ticket is not of the kind the campaign asks about. */
  CONDITION,
  /** It was too long ago, as what comes from a replay of history. */
  TOO_OLD,
  EXCLUDED,
  NO_PERSON,
  OPTED_OUT,
  /** Mail needs an address, and one at which it arrives. */
  NO_ADDRESS,
  NOT_SAMPLED,
  /** Asked not long enough ago. */
  COOL_DOWN,
  MOST_PER_30_DAYS,
  /** The campaign was not running when it was to be decided. */
  PAUSED;

  /** As the API and the topic say it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
