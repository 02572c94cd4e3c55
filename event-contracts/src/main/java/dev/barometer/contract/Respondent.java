package dev.barometer.contract;

/** Who answered. */
public record Respondent(String id) {}
