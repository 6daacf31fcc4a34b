package dev.customerhealth.intake;

import dev.customerhealth.avro.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Looks a record over and keeps the first thing that is wrong with it; later checks then do
 * nothing. One per record, because most records pass and nothing else is made for them.
 */
final class Inspection {

  private static final int LONGEST_ID = 256;
  private static final int LONGEST_TEXT = 4096;

  /** It rests in the state of the account as long as what it is the reason of. */
  private static final int LONGEST_REASON = 1000;

  private static final int LONGEST_QUOTE = 80;
  private static final LocalDate EARLIEST_DAY = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST_DAY = LocalDate.of(2200, 1, 1);

  private final Origin origin;
  private RejectionReason reason;
  private String field;
  private String detail;

  Inspection(Origin origin) {
    this.origin = origin;
  }

  boolean passed() {
    return reason == null;
  }

  /** The rejection; only after an inspection that did not pass. */
  Rejection rejection(String accountId, String eventId, SpecificRecord event) {
    return new Rejection(
        origin, shortened(accountId), shortened(eventId), reason, field, detail, event);
  }

  Inspection refuse(RejectionReason why, String where, String what) {
    if (reason == null) {
      reason = why;
      field = where;
      detail = what;
    }
    return this;
  }

  /** The key names the account and the event agrees with it. */
  Inspection account(String key, String accountId) {
    key(key);
    if (passed() && !key.equals(accountId)) {
      refuse(
          RejectionReason.KEY_MISMATCH,
          "account_id",
          "account_id is " + quoted(accountId) + " but the record key is " + quoted(key));
    }
    return this;
  }

  /** A key that can be an account id. */
  Inspection key(String key) {
    if (key == null) {
      return refuse(RejectionReason.NULL_KEY, "key", "no record key; expected the account id");
    }
    return id("key", key);
  }

  /** A value, which the record must have. */
  Inspection value(Object value) {
    if (value == null) {
      refuse(RejectionReason.NULL_VALUE, "value", "no value; expected an event");
    }
    return this;
  }

  /** 1 to 256 characters without control characters; null is missing. */
  Inspection id(String name, String value) {
    if (value == null) {
      return refuse(RejectionReason.MISSING_FIELD, name, name + " is missing");
    }
    return value.isEmpty() ? invalidId(name, "is empty") : characters(name, value);
  }

  /** As {@link #id}, but null is fine. */
  Inspection idIfTold(String name, String value) {
    return value == null ? this : id(name, value);
  }

  private Inspection characters(String name, String value) {
    int length = value.length();
    if (length > LONGEST_ID) {
      return invalidId(name, "has " + length + " characters; expected at most " + LONGEST_ID);
    }
    for (int index = 0; index < length; index++) {
      char character = value.charAt(index);
      if (Character.isISOControl(character)) {
        return invalidId(
            name, String.format("has the control character U+%04X at %d", (int) character, index));
      }
    }
    return this;
  }

  private Inspection invalidId(String name, String what) {
    return refuse(RejectionReason.INVALID_ID, name, name + " " + what);
  }

  /** At most 4,096 characters; null is fine. */
  Inspection text(String name, String value) {
    if (value != null && value.length() > LONGEST_TEXT) {
      refuse(
          RejectionReason.FIELD_TOO_LONG,
          name,
          name + " has " + value.length() + " characters; expected at most " + LONGEST_TEXT);
    }
    return this;
  }

  /** What a person gives as a reason: mandatory, not blank, at most 1,000 characters. */
  Inspection reason(String name, String value) {
    if (value == null || value.isBlank()) {
      return refuse(
          RejectionReason.MISSING_FIELD, name, name + " is missing; expected why it is decided");
    }
    if (value.length() > LONGEST_REASON) {
      refuse(
          RejectionReason.FIELD_TOO_LONG,
          name,
          name + " has " + value.length() + " characters; expected at most " + LONGEST_REASON);
    }
    return this;
  }

  /** At most so many items; each an id. */
  Inspection ids(String name, List<String> values, int most) {
    items(name, values.size(), most);
    if (passed()) {
      for (String value : values) {
        id(name, value);
      }
    }
    return this;
  }

  Inspection items(String name, int size, int most) {
    if (size > most) {
      refuse(
          RejectionReason.FIELD_TOO_LONG,
          name,
          name + " has " + size + " items; expected at most " + most);
    }
    return this;
  }

  /** A time that can be: after 1999 and not from the future, as seen when it arrived. */
  Inspection time(String name, Instant value, IntakeLimits limits) {
    if (value == null) {
      return refuse(RejectionReason.MISSING_FIELD, name, name + " is missing");
    }
    if (value.isBefore(IntakeLimits.EARLIEST)) {
      return refuse(
          RejectionReason.TIMESTAMP_TOO_OLD,
          name,
          name + " is " + value + "; expected " + IntakeLimits.EARLIEST + " or later");
    }
    if (value.toEpochMilli() - limits.futureTolerance().toMillis() > origin.receivedAt()) {
      return refuse(
          RejectionReason.TIMESTAMP_IN_FUTURE,
          name,
          name
              + " is "
              + value
              + " but the record arrived at "
              + Instant.ofEpochMilli(origin.receivedAt())
              + "; at most "
              + limits.futureTolerance()
              + " ahead is taken");
    }
    return this;
  }

  /** A day between 1900 and 2200; null is fine. */
  Inspection day(String name, LocalDate value) {
    if (value != null && (value.isBefore(EARLIEST_DAY) || value.isAfter(LATEST_DAY))) {
      outOfRange(name, value, EARLIEST_DAY + " to " + LATEST_DAY);
    }
    return this;
  }

  /** When what a person asked for ends: after it was asked for, and not too long after. */
  Inspection end(String name, Instant end, Instant issued, Duration longest) {
    present(name, end);
    if (!passed()) {
      return this;
    }
    Instant latest = issued.plus(longest);
    if (!end.isAfter(issued) || end.isAfter(latest)) {
      outOfRange(name, end, "a time after issued_at " + issued + " and at latest " + latest);
    }
    return this;
  }

  /** A kind this reader knows. */
  Inspection known(String name, Enum<?> value) {
    if (value == null || value.name().equals("UNKNOWN")) {
      refuse(
          RejectionReason.UNKNOWN_TYPE,
          name,
          name + " is missing, or of a kind that this version does not know");
    }
    return this;
  }

  Inspection present(String name, Object value) {
    if (value == null) {
      refuse(RejectionReason.MISSING_FIELD, name, name + " is missing");
    }
    return this;
  }

  /** A whole number in a range, both ends included; null is fine. */
  Inspection within(String name, Number value, long least, long most) {
    if (value != null && (value.longValue() < least || value.longValue() > most)) {
      outOfRange(name, value, least + " to " + most);
    }
    return this;
  }

  /** A number in a range, both ends included; null is fine, NaN and infinities are not. */
  Inspection within(String name, Double value, double least, double most) {
    finite(name, value);
    if (passed() && value != null && (value < least || value > most)) {
      outOfRange(name, value, least + " to " + most);
    }
    return this;
  }

  /** A number; null is fine. */
  Inspection finite(String name, Double value) {
    if (value != null && !Double.isFinite(value)) {
      refuse(RejectionReason.NOT_A_NUMBER, name, name + " is " + value + "; expected a number");
    }
    return this;
  }

  /** A value on a scale whose ends are both told and in order. */
  Inspection scale(Double value, Double least, Double most) {
    present("value", value).present("scale_min", least).present("scale_max", most);
    finite("value", value).finite("scale_min", least).finite("scale_max", most);
    if (passed() && least >= most) {
      refuse(
          RejectionReason.OUT_OF_RANGE,
          "scale_min",
          "scale_min is " + least + " and scale_max " + most + "; expected scale_min below it");
    }
    return passed() ? within("value", value, least, most) : this;
  }

  /** Three capital letters; null is fine. */
  Inspection currency(String name, String value) {
    if (value != null && !isCurrency(value)) {
      outOfRange(name, quoted(value), "an ISO 4217 code such as EUR");
    }
    return this;
  }

  private static boolean isCurrency(String value) {
    return value.length() == 3
        && value.chars().allMatch(character -> character >= 'A' && character <= 'Z');
  }

  Inspection outOfRange(String name, Object found, String expected) {
    return refuse(
        RejectionReason.OUT_OF_RANGE, name, name + " is " + found + "; expected " + expected);
  }

  /** For a detail: control characters would spoil a reader's terminal. */
  private static String quoted(String value) {
    if (value == null) {
      return "missing";
    }
    String start = value.length() > LONGEST_QUOTE ? value.substring(0, LONGEST_QUOTE) + "…" : value;
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  private static String shortened(String id) {
    return id == null || id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
  }
}
