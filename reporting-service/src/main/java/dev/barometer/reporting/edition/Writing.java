package dev.barometer.reporting.edition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a section is to say; what is null stays as it is.
 *
 * @param text beside its figures
 * @param notes on single tickets, all of the section
 * @param comments that were chosen, all of them
 */
record Writing(@Nullable String text, @Nullable List<Note> notes, @Nullable List<Quote> comments) {}
