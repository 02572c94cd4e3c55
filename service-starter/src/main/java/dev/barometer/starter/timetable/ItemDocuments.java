package dev.barometer.starter.timetable;

import com.mongodb.client.model.Updates;
import dev.barometer.starter.timetable.Item.Lease;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Items as documents. */
final class ItemDocuments {
  static final String ID = "_id";
  static final String KIND = "kind";
  static final String KEY = "key";
  static final String AT = "at";
  static final String DATA = "data";
  static final String NEXT = "next";
  static final String PLACEMENT = "placement";
  static final String TRIES = "tries";
  static final String FAILURES = "failures";
  static final String LEASE = "lease";
  static final String TOKEN = "token";
  static final String UNTIL = "until";
  static final String WHY = "why";
  static final String IS_ASIDE = "aside";
  static final String SINCE = "since";
  static final String LEASE_TOKEN = LEASE + "." + TOKEN;
  static final String LEASE_UNTIL = LEASE + "." + UNTIL;

  private ItemDocuments() {}

  /** What changes from try to try. */
  static Bson state(Item item) {
    return Updates.combine(
        Updates.set(NEXT, Date.from(item.next())),
        Updates.set(PLACEMENT, item.placement()),
        Updates.set(TRIES, item.tries()),
        Updates.set(FAILURES, item.failures()),
        Updates.set(WHY, item.why()),
        item.aside() ? Updates.set(IS_ASIDE, true) : Updates.unset(IS_ASIDE),
        Updates.unset(LEASE));
  }

  static Document written(Item item) {
    return new Document(KIND, item.due().kind())
        .append(KEY, item.due().key())
        .append(AT, Date.from(item.due().at()))
        .append(DATA, item.due().data())
        .append(NEXT, Date.from(item.next()))
        .append(PLACEMENT, item.placement())
        .append(TRIES, item.tries())
        .append(FAILURES, item.failures());
  }

  static Item read(Document item) {
    @Nullable Document lease = item.get(LEASE, Document.class);
    return new Item(
        new Due(
            item.getString(KIND),
            item.getString(KEY),
            item.getDate(AT).toInstant(),
            item.getString(DATA)),
        item.getDate(NEXT).toInstant(),
        item.getString(PLACEMENT),
        item.getInteger(TRIES),
        item.getInteger(FAILURES),
        lease == null ? null : new Lease(lease.getString(TOKEN), lease.getDate(UNTIL).toInstant()),
        item.getString(WHY),
        item.getBoolean(IS_ASIDE, false));
  }
}
