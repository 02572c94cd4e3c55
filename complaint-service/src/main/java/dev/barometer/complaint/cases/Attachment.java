package dev.barometer.complaint.cases;

import java.time.Instant;

/**
 * A file at a case, as its history tells of it.
 *
 * @param number from 1; never given twice in a case
 * @param sha256 of its bytes, in hexadecimal
 * @param chunks in how many pieces it is kept
 */
public record Attachment(
    int number,
    String name,
    String type,
    long size,
    String sha256,
    int chunks,
    Instant at,
    String who) {}
