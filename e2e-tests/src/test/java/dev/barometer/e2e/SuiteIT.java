package dev.barometer.e2e;

import java.nio.file.Path;

/** The flow on the embedded stack. */
class SuiteIT extends FlowContract {

  @Override
  Stack start(Path folder) {
    return InProcessStack.embedded(folder);
  }
}
