package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said outside a survey: on social media, on the phone, in an interview. Topic {@link
 * Topics#MENTIONS}, key the mention id, written by survey-service.
 *
 * @param kind {@code mention} or {@code interview}
 * @param sentiment -1 negative, 0 neutral, 1 positive; null where not judged
 */
public record Mention(
    String mentionId,
    long revision,
    String kind,
    Instant mentionedAt,
    @Nullable String channel,
    @Nullable String locale,
    @Nullable Respondent author,
    String text,
    @Nullable Integer sentiment,
    Context context)
    implements Fact {

  public Mention {
    channel = Blank.toNull(channel);
    locale = Blank.toNull(locale);
    context = context == null ? Context.NONE : context;
  }

  @Override
  public String id() {
    return mentionId;
  }
}
