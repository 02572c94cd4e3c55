/**
 * Text as PDF: letters and reports, in English, Chinese and Korean. It takes a small vocabulary of
 * XHTML and nothing from the network or the disk, and gives the same bytes for the same text.
 */
@NullMarked
package dev.barometer.print;

import org.jspecify.annotations.NullMarked;
