package dev.barometer.complaint.handling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.cases.Case;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The place of a case among the newest; the text that stands for it is opaque. */
record CaseCursor(Instant openedAt, String caseId) {

  static CaseCursor of(Case last) {
    return new CaseCursor(last.openedAt(), last.caseId());
  }

  /** Empty for a text that no page gave. */
  static Optional<CaseCursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      int gap = Math.max(plain.indexOf(' '), 0);
      Instant openedAt = Instant.ofEpochMilli(Long.parseLong(plain.substring(0, gap)));
      return Optional.of(new CaseCursor(openedAt, plain.substring(gap + 1)));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    byte[] plain = (openedAt.toEpochMilli() + " " + caseId).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }
}
