package dev.customerhealth.development.broker;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Turns what Kafka throws at a failed start into one line for a person. */
final class StartFailure {
  private StartFailure() {}

  static String describe(BrokerSettings settings, Throwable failure) {
    List<Throwable> causes = causes(failure);
    if (anyMessage(causes, "no space left on device")) {
      return "The disk of the broker's data directory %s is full"
          .formatted(settings.dataDirectory());
    }
    if (causes.stream().anyMatch(BindException.class::isInstance)) {
      return "Port %d or %d on %s is in use"
          .formatted(settings.port(), settings.controllerPort(), BrokerSettings.HOST);
    }
    if (causes.stream().anyMatch(TimeoutException.class::isInstance)) {
      return "The broker on %s did not start within %d s"
          .formatted(settings.dataDirectory(), EmbeddedBroker.START_LIMIT.toSeconds());
    }
    Throwable root = causes.get(causes.size() - 1);
    return "The broker on %s did not start: %s: %s"
        .formatted(
            settings.dataDirectory(),
            root.getClass().getSimpleName(),
            firstLine(root.getMessage()));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static boolean anyMessage(List<Throwable> causes, String part) {
    return causes.stream()
        .map(Throwable::getMessage)
        .anyMatch(message -> message != null && message.toLowerCase(Locale.ROOT).contains(part));
  }

  private static String firstLine(String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }
}
