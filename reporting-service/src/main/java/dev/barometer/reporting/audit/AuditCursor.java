package dev.barometer.reporting.audit;

import dev.barometer.contract.AuditEntry;
import dev.barometer.reporting.parameter.RefusedParameterException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The place of an act in the order of time; the text that stands for it is opaque. */
record AuditCursor(Instant at, String id) {

  static AuditCursor of(AuditEntry entry) {
    return new AuditCursor(entry.at(), entry.id());
  }

  static AuditCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.indexOf('|');
      return new AuditCursor(
          Instant.ofEpochMilli(Long.parseLong(plain.substring(0, Math.max(bar, 0)))),
          plain.substring(bar + 1));
    } catch (IllegalArgumentException foreign) {
      throw new RefusedParameterException("cursor", "must be the \"next\" of an earlier page");
    }
  }

  @Override
  public String toString() {
    String plain = at.toEpochMilli() + "|" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
