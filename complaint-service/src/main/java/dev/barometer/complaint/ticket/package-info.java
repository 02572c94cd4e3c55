/** What is known of the tickets that cases are about: who asked for help, and how he is reached. */
@NullMarked
package dev.barometer.complaint.ticket;

import org.jspecify.annotations.NullMarked;
