package dev.barometer.reporting.ticket;

import dev.barometer.starter.web.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the order of ticket ids, as opaque text. */
final class TicketCursor {
  private TicketCursor() {}

  static String after(String ticketId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ticketId.getBytes(StandardCharsets.UTF_8));
  }

  static String ticketId(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException foreign) {
      throw Cursor.foreign();
    }
  }
}
