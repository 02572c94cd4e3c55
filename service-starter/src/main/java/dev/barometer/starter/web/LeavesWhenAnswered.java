package dev.barometer.starter.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Asynchronous calls keep their place until they are answered. */
record LeavesWhenAnswered(InFlight.Permit permit) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    permit.leave();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // A new cycle begins without the listeners of the one before.
    event.getAsyncContext().addListener(this);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // Is completed after this.
  }

  @Override
  public void onError(AsyncEvent event) {
    // Is completed after this.
  }
}
