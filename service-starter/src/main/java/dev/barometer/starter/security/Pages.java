package dev.barometer.starter.security;

import java.util.List;

/**
 * That a service has pages: people sign in to them. Without this bean everything of it is for
 * programs.
 *
 * @param looks what even a page for strangers needs to look like one: open to everybody
 */
public record Pages(List<String> looks) {
  public Pages {
    looks = List.copyOf(looks);
  }
}
