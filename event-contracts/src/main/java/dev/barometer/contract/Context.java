package dev.barometer.contract;

import org.jspecify.annotations.Nullable;

/** Where a ticket or an answer belongs; free text, at most 200 characters each, blank is absent. */
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
    service = Blank.toNull(service);
    team = Blank.toNull(team);
    agent = Blank.toNull(agent);
    channel = Blank.toNull(channel);
    priority = Blank.toNull(priority);
    category = Blank.toNull(category);
    organization = Blank.toNull(organization);
    location = Blank.toNull(location);
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
