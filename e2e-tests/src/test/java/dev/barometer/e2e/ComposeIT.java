package dev.barometer.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The flow on docker-compose.yml. */
@Tag("docker")
class ComposeIT extends FlowContract {

  @Override
  Stack start(Path folder) {
    return ComposeStack.up(folder);
  }
}
