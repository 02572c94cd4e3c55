package dev.barometer.survey.anonymous;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** All that any logger says at DEBUG until it is closed; nothing of it goes anywhere else. */
final class LogLines implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Level> levels = new HashMap<>();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final Appender<ILoggingEvent> listening =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(new Line(event.getLoggerName(), text(event)));
        }
      };

  /** What one logger said. */
  record Line(String logger, String text) {

    /** Whether the database, or what speaks with it, says what it is told. */
    boolean isOfTheDatabase() {
      return Stream.of("org.mongodb", "org.springframework.data.mongodb", "de.bwaldvogel")
          .anyMatch(logger::startsWith);
    }
  }

  LogLines() {
    for (Logger one : root.getLoggerContext().getLoggerList()) {
      if (one.getLevel() != null) {
        levels.put(one, one.getLevel());
        one.setLevel(one == root ? Level.DEBUG : null);
      }
    }
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    listening.start();
    root.addAppender(listening);
  }

  private static String text(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    text.append(' ').append(event.getThreadName()).append(' ').append(event.getMDCPropertyMap());
    for (IThrowableProxy why = event.getThrowableProxy(); why != null; why = why.getCause()) {
      text.append(' ').append(why.getMessage());
    }
    return text.toString();
  }

  List<Line> all() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.detachAppender(listening);
    levels.forEach(Logger::setLevel);
    others.forEach(root::addAppender);
  }
}
