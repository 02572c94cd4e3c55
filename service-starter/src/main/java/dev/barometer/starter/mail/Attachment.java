package dev.barometer.starter.mail;

/** A file that goes out with a mail. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Attachment(String name, String type, byte[] content) {}
