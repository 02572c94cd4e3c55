package dev.barometer.survey.person;

import java.time.Instant;

/**
 * An address of somebody at which nothing arrives.
 *
 * @param channel by which it was tried: a gateway for text messages says nothing of mail
 * @param invitationId that came back
 */
public record UnreachableAddress(String channel, String address, String invitationId, Instant at) {
  boolean isAt(String otherChannel, String otherAddress) {
    return channel.equals(otherChannel) && address.equalsIgnoreCase(otherAddress);
  }
}
