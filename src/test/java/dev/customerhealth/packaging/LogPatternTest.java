package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The log as it is shipped. */
class LogPatternTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws JoranException {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogPatternTest.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void the_facts_a_message_was_logged_with_stand_behind_it() {
    LoggingEvent event = event("The record was skipped");
    event.addKeyValuePair(new KeyValuePair("partition", 3));
    event.addKeyValuePair(new KeyValuePair("account", "acme"));

    assertThat(line(event)).endsWith("The record was skipped partition=\"3\" account=\"acme\"\n");
  }

  @Test
  void without_facts_a_line_ends_with_its_message() {
    assertThat(line(event("Ready"))).endsWith("- Ready\n");
  }

  private LoggingEvent event(String message) {
    Logger logger = context.getLogger("dev.customerhealth.packaging");
    return new LoggingEvent(
        LogPatternTest.class.getName(), logger, Level.INFO, message, null, new Object[0]);
  }

  private String line(ILoggingEvent event) {
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
