/**
 * What is to be done at a moment, once, by whoever is alive: kept in the service's database, found
 * by minute, claimed under a lease, tried again. It knows nothing of what is due: other rooms
 * schedule it in {@link dev.barometer.starter.timetable.Timetable} and do it in a {@link
 * dev.barometer.starter.timetable.DueHandler}.
 *
 * <p><b>How nothing is lost.</b> An item is written first, its entry on the page of its minute
 * second, and only then {@code schedule} returns. An entry is taken off its page only when its item
 * is gone, or stands on the page of another minute. A small document, the mark, says from which
 * minute on pages are looked at ({@code done}), and from which on entries may be added ({@code
 * open}). Whoever adds an entry reads {@code open} after it, and adds it again where its minute was
 * closed meanwhile; whoever looks at pages reads {@code open} before them, and only minutes before
 * that may be done with. So either the one sees the entry or the other the closed minute.
 *
 * <p><b>Why pages.</b> Each look asks for a handful of pages by {@code _id}, however many items
 * wait for later: that is the one query that every database of this protocol answers fast.
 */
@NullMarked
package dev.barometer.starter.timetable;

import org.jspecify.annotations.NullMarked;
