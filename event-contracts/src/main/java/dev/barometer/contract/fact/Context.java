package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Names;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket or an answer belongs; free text, at most 200 characters each, blank is absent.
 * Each name is kept in its one spelling ({@link Names}), whatever edge it came in at.
 */
public record Context(
    @Nullable String service,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String priority,
    @Nullable String category,
    @Nullable String organization,
    @Nullable String location) {

  public static final Context NONE = new Context(null, null, null, null, null, null, null, null);

  public Context {
    service = Names.normalised(service);
    team = Names.normalised(team);
    agent = Names.normalised(agent);
    channel = Names.normalised(channel);
    priority = Names.normalised(priority);
    category = Names.normalised(category);
    organization = Names.normalised(organization);
    location = Names.normalised(location);
  }

  /** The value of a dimension; null where it is not known or not part of a context. */
  public @Nullable String value(Dimension dimension) {
    return switch (dimension) {
      case SERVICE -> service;
      case TEAM -> team;
      case AGENT -> agent;
      case CHANNEL -> channel;
      case PRIORITY -> priority;
      case CATEGORY -> category;
      case ORGANIZATION -> organization;
      case LOCATION -> location;
      case SURVEY, CAMPAIGN -> null;
    };
  }
}
