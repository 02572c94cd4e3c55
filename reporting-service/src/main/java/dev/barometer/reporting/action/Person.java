package dev.barometer.reporting.action;

/** Somebody who does something. */
record Person(String id, String name) {}
