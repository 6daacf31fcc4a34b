package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.ONE;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;
import dev.customerhealth.domain.account.RevenueHistory;
import java.math.BigDecimal;

/** How contracts and payments are read. */
final class CommercialMeasures {
  private static final int LEFT = 0;
  private static final int LAPSED = 1;
  private static final int SHRUNK = 2;
  private static final int RUNNING = 3;
  private static final int GROWN = 4;

  private CommercialMeasures() {}

  /** An unpaid invoice counts from the day after it was due: on the day itself it may be paid. */
  static long paymentOnTime(Reading reading, Window window) {
    Register invoices = reading.matters().invoices();
    long due = 0;
    long onTime = 0;
    for (int i = 0; i < invoices.size(); i++) {
      Register.Item invoice = invoices.item(i);
      boolean paid = invoice.is(Register.SETTLED);
      if (reading.within(invoice.day(), window) && (paid || invoice.day() < reading.today())) {
        due++;
        onTime += paid && invoice.atDay() <= invoice.day() ? 1 : 0;
      }
    }
    return Reading.share(onTime, due);
  }

  static long daysOverdue(Reading reading) {
    if (!reading.reported(Reported.INVOICES)) {
      return MISSING;
    }
    int oldest = oldestUnpaid(reading.matters().invoices());
    return oldest == Days.NONE ? 0 : Math.max(0, reading.today() - oldest) * ONE;
  }

  /** Earliest due day of an unpaid invoice; none when every invoice is paid or has no due day. */
  static int oldestUnpaid(Register invoices) {
    int oldest = Days.NONE;
    for (int i = 0; i < invoices.size(); i++) {
      if (!invoices.item(i).is(Register.SETTLED)) {
        oldest = Days.earlier(oldest, invoices.item(i).day());
      }
    }
    return oldest;
  }

  static long disputes(Reading reading, Window window) {
    return reading.counted(Counter.PAYMENTS_DISPUTED, window, Reported.INVOICES);
  }

  static long failures(Reading reading, Window window) {
    return reading.counted(Counter.PAYMENTS_FAILED, window, Reported.INVOICES);
  }

  static long daysToRenewal(Reading reading) {
    int renewal = reading.renewalDay();
    return renewal == Days.NONE || reading.subscription().churned()
        ? MISSING
        : (renewal - (long) reading.today()) * ONE;
  }

  static long tenure(Reading reading) {
    return reading.profile() == null || reading.profile().contractStart() == null
        ? MISSING
        : Math.max(0, reading.today() - reading.profile().contractStart().toEpochDay()) * ONE;
  }

  /**
   * Of a customer who came within the window what was paid first stands for what was paid before
   * it: who pays less after a month has shrunk, too.
   */
  static long contractGrowth(Reading reading, Window window) {
    RevenueHistory revenue = reading.matters().revenue();
    int known = revenue.atEndOf(reading.today() - window.startAge() - 1);
    int now = revenue.atEndOf(reading.today() - window.endAge());
    boolean nothingToCompare = known < 0 && now < 1;
    int before = Math.max(known, 0);
    if (nothingToCompare
        || revenue.amount(before) == 0
        || revenue.currency(before) != revenue.currency(now)) {
      return MISSING;
    }
    BigDecimal from = BigDecimal.valueOf(revenue.amount(before));
    return Reading.share(BigDecimal.valueOf(revenue.amount(now)).subtract(from), from);
  }

  /** A renewal for less is a contraction. */
  static long contractStatus(Reading reading, Window window) {
    AccountFacts facts = reading.facts();
    int renewal = Lifecycle.renewalDay(facts, reading.profile());
    if (facts.subscription().churnedAtMillis() == 0 && renewal == Days.NONE) {
      return MISSING;
    }
    if (facts.subscription().churned()) {
      return LEFT * ONE;
    }
    if (renewal != Days.NONE && renewal < reading.today()) {
      return LAPSED * ONE;
    }
    long growth = contractGrowth(reading, window);
    if (growth != MISSING && growth < 0) {
      return SHRUNK * ONE;
    }
    boolean renewed = reading.within(facts.matters().renewedDay(), window);
    return (renewed || (growth != MISSING && growth > 0) ? GROWN : RUNNING) * ONE;
  }
}
