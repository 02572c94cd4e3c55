package dev.barometer.contract.fact;

/** Who answered. */
public record Respondent(String id) {}
