package dev.barometer.e2e.architecture.broken.insight;

import dev.barometer.e2e.architecture.broken.administration.RightHand;

/** Takes what the other wing has, as none may. */
final class LeftHand {
  int take() {
    return RightHand.give();
  }
}
