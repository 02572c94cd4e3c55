package dev.barometer.starter.fact;

import java.util.concurrent.CompletableFuture;

/** Writes facts to the topics this service declared as its own ({@code barometer.writes}). */
public final class FactPublisher {

  /** Sends one record; the future completes when the broker has acknowledged it (acks=all). */
  public CompletableFuture<Void> publish(Outgoing record) {
    throw new UnsupportedOperationException("being built: " + record);
  }
}
