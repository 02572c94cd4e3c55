package dev.barometer.starter.waiting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits on the calling thread for what a broker or a database answers. */
public final class Acknowledgement {
  private Acknowledgement() {}

  /**
   * What was answered.
   *
   * @throws RuntimeException what the future failed with
   */
  public static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
