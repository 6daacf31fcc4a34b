package dev.customerhealth.notify.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads when the other side wants to be asked again. */
final class RetryAfter {

  /** Whoever asks for more is mistaken, or does not want us. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** More seconds than fit in a number are more than a day all the same. */
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** Seconds or an HTTP date, at most a day; empty when it is neither. */
  static Optional<Duration> of(String header, Instant now) {
    String text = header.strip();
    if (text.matches("\\d+")) {
      return Optional.of(
          text.length() > MOST_DIGITS
              ? LONGEST
              : bounded(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, at)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }
}
