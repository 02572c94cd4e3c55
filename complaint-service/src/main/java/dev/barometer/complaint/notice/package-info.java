/** Takes notices of cases to people and to other systems: as mail, and to a webhook. */
@NullMarked
package dev.barometer.complaint.notice;

import org.jspecify.annotations.NullMarked;
