package dev.customerhealth.state;

import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.RevenueHistory;
import dev.customerhealth.domain.account.Subscription;

/** What is followed one by one, as bytes: a bit per part that there is, then those parts. */
final class MattersSection {
  private static final int TICKETS = 1;
  private static final int INTEGRATIONS = 1 << 7;
  private static final int STAKEHOLDERS = 1 << 5;
  private static final int GOALS = 1 << 3;
  private static final int INVOICES = 1 << 6;
  private static final int CONTACTS = 1 << 4;
  private static final int TRAINEES = 1 << 8;
  private static final int REVENUE = 1 << 2;
  private static final int RENEWED = 1 << 1;
  private static final int FIRST_VALUE = 1 << 9;
  private static final int ALL = (1 << 10) - 1;

  private static final int MOST_CURRENCIES = 1 << 16;

  private MattersSection() {}

  /**
   * Writes what does not follow from the subscription alone.
   *
   * @param has its {@link #parts}
   */
  static void write(ByteWriter out, Matters matters, int has, DayLog log, long asOf) {
    int today = Days.of(asOf);
    out.varint(has);
    register(out, matters.tickets(), has & TICKETS, asOf);
    register(out, matters.integrations(), has & INTEGRATIONS, asOf);
    register(out, matters.stakeholders(), has & STAKEHOLDERS, asOf);
    register(out, matters.goals(), has & GOALS, asOf);
    register(out, matters.invoices(), has & INVOICES, asOf);
    if ((has & CONTACTS) != 0) {
      DistinctDaysSection.write(out, matters.contacts(), log, today);
    }
    if ((has & TRAINEES) != 0) {
      DistinctDaysSection.write(out, matters.trainees(), log, today);
    }
    if ((has & REVENUE) != 0) {
      writeRevenue(out, matters.revenue(), Register.minute(asOf));
    }
    if ((has & RENEWED) != 0) {
      out.zigzag((long) today - matters.renewedDay());
    }
    if ((has & FIRST_VALUE) != 0) {
      out.zigzag((long) today - matters.firstValueDay());
    }
  }

  /** A bit per part that does not follow from the subscription alone; 0 mostly. */
  static int parts(Matters matters, Subscription subscription) {
    return part(TICKETS, matters.tickets())
        | part(INTEGRATIONS, matters.integrations())
        | part(STAKEHOLDERS, matters.stakeholders())
        | part(GOALS, matters.goals())
        | part(INVOICES, matters.invoices())
        | part(CONTACTS, matters.contacts())
        | part(TRAINEES, matters.trainees())
        | (matters.revenue().equals(Matters.of(subscription).revenue()) ? 0 : REVENUE)
        | (matters.renewedDay() != Days.NONE ? RENEWED : 0)
        | (matters.firstValueDay() != Days.NONE ? FIRST_VALUE : 0);
  }

  private static int part(int bit, Register register) {
    return register.size() > 0 || register.forgotten() > 0 ? bit : 0;
  }

  private static int part(int bit, DistinctDays seen) {
    return seen.size() > 0 || seen.level() > 0 ? bit : 0;
  }

  private static void register(ByteWriter out, Register register, int part, long asOf) {
    if (part != 0) {
      RegisterSection.write(out, register, asOf);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param kept days that the account keeps
   */
  static Matters read(
      ByteReader in, Subscription subscription, int kept, DayLog log, long asOf, int version) {
    int today = Days.of(asOf);
    int has = in.upTo(ALL, "parts of what is followed");
    return new Matters(
        register(in, has & TICKETS, asOf),
        register(in, has & INTEGRATIONS, asOf),
        register(in, has & STAKEHOLDERS, asOf),
        register(in, has & GOALS, asOf),
        register(in, has & INVOICES, asOf),
        (has & CONTACTS) != 0
            ? DistinctDaysSection.read(in, DistinctDays.Kind.CONTACTS, kept, log, today, version)
            : DistinctDays.none(DistinctDays.Kind.CONTACTS, kept),
        (has & TRAINEES) != 0
            ? DistinctDaysSection.read(in, DistinctDays.Kind.TRAINEES, kept, log, today, version)
            : DistinctDays.none(DistinctDays.Kind.TRAINEES, kept),
        (has & REVENUE) != 0
            ? readRevenue(in, Register.minute(asOf))
            : Matters.of(subscription).revenue(),
        (has & RENEWED) != 0 ? today - in.smallZigzag("days since a renewal") : Days.NONE,
        (has & FIRST_VALUE) != 0 ? today - in.smallZigzag("days since first value") : Days.NONE);
  }

  private static Register register(ByteReader in, int part, long asOf) {
    return part == 0 ? Register.NONE : RegisterSection.read(in, asOf);
  }

  private static void writeRevenue(ByteWriter out, RevenueHistory revenue, int now) {
    out.varint(revenue.size());
    int next = now;
    for (int i = revenue.size() - 1; i >= 0; i--) {
      out.zigzag((long) next - revenue.minute(i));
      out.zigzag(revenue.amount(i));
      out.varint(revenue.currency(i));
      next = revenue.minute(i);
    }
  }

  private static RevenueHistory readRevenue(ByteReader in, int now) {
    int size = in.upTo(RevenueHistory.MOST, "changes of revenue");
    int[] minutes = new int[size];
    long[] amounts = new long[size];
    int[] currencies = new int[size];
    int next = now;
    for (int i = size - 1; i >= 0; i--) {
      next -= in.smallZigzag("minutes between changes of revenue");
      minutes[i] = next;
      amounts[i] = in.zigzag();
      currencies[i] = in.upTo(MOST_CURRENCIES, "a currency");
    }
    return RevenueHistory.of(minutes, amounts, currencies);
  }
}
