package dev.barometer.reporting.action;

/**
 * Who answers for an action.
 *
 * @param id of the staff member
 * @param name as it was when he was given it
 */
public record Owner(String id, String name) {}
