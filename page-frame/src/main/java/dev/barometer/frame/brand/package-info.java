/** How the organisation shows itself on pages and in mails: its name, its logo, its colour. */
@NullMarked
package dev.barometer.frame.brand;

import org.jspecify.annotations.NullMarked;
