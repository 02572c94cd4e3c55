package dev.barometer.complaint.cases;

/**
 * Whose case it is.
 *
 * @param id as it was named: a staff id, or the name of a token
 * @param actorId of the caller that he is
 * @param name as it is shown
 */
public record Assignee(String id, String actorId, String name) {}
