package dev.barometer.starter.security;

/**
 * That a service has pages: people sign in to them. Without this bean everything of it is for
 * programs.
 *
 * @param looks what even a page for strangers needs to look like one: open to everybody
 */
public record Pages(String looks) {}
