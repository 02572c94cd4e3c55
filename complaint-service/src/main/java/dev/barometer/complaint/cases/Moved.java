package dev.barometer.complaint.cases;

/** What a response said was taken to another case. */
public record Moved(String responseId, String caseId) {}
