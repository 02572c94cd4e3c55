package dev.barometer.complaint.notice;

import dev.barometer.complaint.digest.Slots;

/**
 * In which spans of time notices are gathered.
 *
 * @param hours of those told at once: no more than some in each
 * @param days of those told daily
 */
record DigestSlots(Slots hours, Slots days) {}
