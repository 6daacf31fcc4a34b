package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Renewals of an account by the words of the documents (R11 to R14), from everything that ever
 * happened. Shares no code with {@link Renewals}.
 */
final class NaiveRenewals {
  private final List<SubscriptionSignal> movements;
  private final NaiveBook.Paid paid;
  private final List<Due> dues = new ArrayList<>();

  /**
   * @param movements in order of event time
   */
  NaiveRenewals(List<SubscriptionSignal> movements, NaiveBook.Paid paid) {
    this.movements = movements;
    this.paid = paid;
  }

  enum End {
    RENEWED,
    LAPSED,
    OPEN
  }

  /**
   * A renewal.
   *
   * @param arr a year, null without a rate
   * @param renewedArr likewise, 0 unless renewed
   */
  record Due(LocalDate day, End end, Long arr, Long renewedArr) {
    YearMonth month() {
      return YearMonth.from(day);
    }
  }

  /**
   * All of them, the one still open last.
   *
   * @param profileDay the renewal date of the profile; null when not told
   */
  List<Due> all(boolean customer, LocalDate profileDay, Long bookArr) {
    LocalDate term = null;
    LocalDate settledTo = LocalDate.MIN;
    for (int i = 0; i < movements.size(); i++) {
      SubscriptionSignal movement = movements.get(i);
      LocalDate day = LocalDate.ofInstant(movement.occurredAt(), ZoneOffset.UTC);
      boolean inTime = term != null && !day.isBefore(term.minus(90, ChronoUnit.DAYS));
      Long before = yearly(i == 0 ? paid.before(Instant.MIN) : paid.by(movements.get(i - 1)));
      Long after = yearly(paid.by(movement));
      if (movement.kind() == SubscriptionSignal.Kind.CHURNED && movement.mrrAfterMinor() == 0) {
        if (inTime) {
          dues.add(new Due(term, End.LAPSED, before, 0L));
        }
        LocalDate left = inTime ? term : day;
        settledTo = left.isAfter(settledTo) ? left : settledTo;
        term = null;
        continue;
      }
      boolean prolonged = inTime && movement.termEnd() != null && movement.termEnd().isAfter(term);
      boolean renewed = movement.kind() == SubscriptionSignal.Kind.RENEWED;
      if (renewed || prolonged) {
        LocalDate due = term == null ? day : term;
        Long kept = before == null || after == null ? null : (Long) Math.min(before, after);
        dues.add(new Due(due, End.RENEWED, before, kept));
        settledTo = due.isAfter(settledTo) ? due : settledTo;
      }
      if (renewed || movement.termEnd() != null) {
        term = movement.termEnd();
      }
    }
    LocalDate next =
        term == null || (profileDay != null && profileDay.isAfter(term)) ? profileDay : term;
    if (customer && next != null && next.isAfter(settledTo)) {
      dues.add(new Due(next, End.OPEN, bookArr, 0L));
    }
    return dues;
  }

  private static Long yearly(Long monthly) {
    return monthly == null ? null : (Long) (12 * monthly);
  }
}
