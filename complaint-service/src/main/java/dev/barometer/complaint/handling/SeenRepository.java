package dev.barometer.complaint.handling;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;

/** What {@link CaseAccess} lets somebody see, as a condition of a query. */
@Repository
public class SeenRepository {
  private static final String TEAM = "current.context.team";

  private final CaseAccess access;

  SeenRepository(CaseAccess access) {
    this.access = access;
  }

  /** Null where he sees all. */
  public @Nullable Criteria of(DeskMember member) {
    List<Criteria> all = new ArrayList<>();
    if (member.isBound()) {
      all.add(
          new Criteria()
              .orOperator(
                  where(TEAM).in(member.teams()),
                  where(TEAM).isNull(),
                  where("current.handling.assignee.actorId").is(member.actor().id())));
    }
    if (member.isAgent() && access.hidesOwnRatings()) {
      for (String name : member.names()) {
        Pattern own = inAnyLetters(name);
        all.add(
            new Criteria()
                .norOperator(
                    where("current.context.agent").regex(own),
                    where("current.evidence.context.agent").regex(own)));
      }
    }
    return all.isEmpty() ? null : new Criteria().andOperator(all);
  }

  /** Said by letters: what a database takes for the same beyond ASCII differs. */
  static Pattern inAnyLetters(String name) {
    StringBuilder pattern = new StringBuilder("^");
    for (int letter : name.codePoints().toArray()) {
      int upper = Character.toUpperCase(letter);
      int lower = Character.toLowerCase(upper);
      if (upper == lower) {
        pattern.append(Pattern.quote(Character.toString(letter)));
      } else {
        pattern.append('[').appendCodePoint(letter).appendCodePoint(upper);
        pattern.appendCodePoint(lower).append(']');
      }
    }
    return Pattern.compile(pattern.append('$').toString(), Pattern.CASE_INSENSITIVE);
  }
}
