package dev.barometer.survey.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a file, read one at a time, whatever its format. */
public interface ImportLines extends Closeable {

  /** The next line; null at the end. Throws where the file cannot be read any further. */
  @Nullable ImportLine next() throws IOException;
}
