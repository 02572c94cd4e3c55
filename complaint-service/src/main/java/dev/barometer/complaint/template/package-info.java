/** Texts to begin a message to a customer with, which managers keep, and their fields. */
@NullMarked
package dev.barometer.complaint.template;

import org.jspecify.annotations.NullMarked;
