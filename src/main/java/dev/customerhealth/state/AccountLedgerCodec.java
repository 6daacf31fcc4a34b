package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.AccountLedger;
import dev.customerhealth.domain.portfolio.Attribution;
import dev.customerhealth.domain.portfolio.Finance;
import dev.customerhealth.domain.portfolio.FoldedRevenue;
import dev.customerhealth.domain.portfolio.Forecast;
import dev.customerhealth.domain.portfolio.MonthAnswers;
import dev.customerhealth.domain.portfolio.MonthEnds;
import dev.customerhealth.domain.portfolio.Movement;
import dev.customerhealth.domain.portfolio.Opportunity;
import dev.customerhealth.domain.portfolio.Owner;
import dev.customerhealth.domain.portfolio.RevenueLine;
import dev.customerhealth.domain.portfolio.Standing;
import dev.customerhealth.domain.portfolio.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versioned binary form of what the book remembers of an account. Equal ledgers make equal
 * bytes. Safe for use by several threads.
 */
public final class AccountLedgerCodec {
  private static final int VERSION = 6;

  /** Without the events of answers. */
  private static final int WITHOUT_EVENTS = 1;

  /** Without regions. */
  private static final int WITHOUT_REGION = 2;

  /** Without forecasts. */
  private static final int WITHOUT_FORECASTS = 3;

  /** Without what folded movements say, and without a count of what was given up. */
  private static final int WITHOUT_FOLDED = 4;

  /** With one time for margin and cost. */
  private static final int ONE_FINANCE = 5;

  private static final int LIKELY_BYTES = 512;

  /** What an event may add. */
  private static final int ROOM = 64;

  /** More of anything than a ledger keeps. */
  private static final int MOST = 1_000;

  private static final int CUSTOMER = 1;
  private static final int SCORED = 2;
  private static final int SPONSORED = 4;
  private static final int FLAGS = 7;

  private static final int MARGIN = 1;
  private static final int COST = 2;

  /** Encodes a ledger; the account's id is the key and is not repeated. */
  public byte[] encode(AccountLedger ledger) {
    return write(ledger, null).bytes();
  }

  /**
   * The same with its bytes, of which those that did not change are not made again.
   *
   * @param last an earlier ledger of the same account; null when there is none
   */
  public WrittenLedger write(AccountLedger ledger, WrittenLedger last) {
    ByteWriter out = new ByteWriter(last == null ? LIKELY_BYTES : last.bytes().length + ROOM);
    out.oneByte(VERSION);
    out.zigzag(ledger.month());
    write(out, ledger.standing());
    int rest = out.size();
    if (last != null && last.bytes()[0] == VERSION && last.hasRestOf(ledger)) {
      out.bytes(last.bytes(), last.rest());
    } else {
      writeRest(out, ledger);
    }
    return new WrittenLedger(ledger, out.toBytes(), rest);
  }

  private static void writeRest(ByteWriter out, AccountLedger ledger) {
    out.varint(ledger.owners().size());
    for (Owner owner : ledger.owners()) {
      out.zigzag(owner.sinceMonth());
      write(out, owner.attribution());
    }
    write(out, ledger.revenue().folded());
    out.varint(ledger.revenue().movements().size());
    for (Movement movement : ledger.revenue().movements()) {
      write(out, movement);
    }
    out.varint(ledger.answers().size());
    ledger
        .answers()
        .forEach(
            (month, told) -> {
              out.zigzag(month);
              TallySection.write(out, told.sums());
              out.varint(told.events());
              for (int i = 0; i < told.events(); i++) {
                out.zigzag(told.event(i));
              }
            });
    out.varint(ledger.opportunities().size());
    for (Opportunity chance : ledger.opportunities()) {
      out.zigzag(chance.id());
      out.oneByte(chance.state().code());
      out.zigzag(chance.atMillis());
      out.varint(chance.amountMinor());
      out.text(chance.currency());
    }
    writeParts(out, ledger.finance());
    write(out, ledger.ends());
    out.varint(ledger.forecasts().size());
    for (Forecast forecast : ledger.forecasts()) {
      out.zigzag(forecast.atMillis());
      out.zigzag(forecast.event());
      out.zigzag(forecast.dueDay());
      out.varint(forecast.amountMinor());
      out.text(forecast.currency());
    }
    out.varint(ledger.forgotten());
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @param bytes null for an account of which the book knows nothing
   * @throws IllegalArgumentException when the bytes are no ledger
   */
  public AccountLedger decode(String accountId, byte[] bytes) {
    return bytes == null ? AccountLedger.unknown(accountId) : read(accountId, bytes).ledger();
  }

  /**
   * Reads what {@link #encode} made, and keeps the bytes.
   *
   * @throws IllegalArgumentException when the bytes are no ledger
   */
  public WrittenLedger read(String accountId, byte[] bytes) {
    ByteReader in = new ByteReader(accountId, bytes);
    int version = in.oneByte();
    if (version < WITHOUT_EVENTS || version > VERSION) {
      throw in.refused(
          "expected a version from " + WITHOUT_EVENTS + " to " + VERSION + ", found " + version);
    }
    boolean withRegion = version > WITHOUT_REGION;
    int month = in.smallZigzag("a month");
    Standing standing = standing(in, withRegion);
    int rest = in.position();
    AccountLedger ledger =
        new AccountLedger(
            accountId,
            month,
            standing,
            owners(in, withRegion),
            revenue(in, version > WITHOUT_FOLDED),
            answers(in, version != WITHOUT_EVENTS),
            opportunities(in),
            version > ONE_FINANCE ? financeParts(in) : Finance.NONE.with(finance(in)),
            ends(in),
            version > WITHOUT_FORECASTS ? forecasts(in) : List.of(),
            version > WITHOUT_FOLDED ? in.varint() : 0);
    in.end();
    return new WrittenLedger(ledger, bytes, rest);
  }

  private static void write(ByteWriter out, Standing standing) {
    out.oneByte(
        (standing.customer() ? CUSTOMER : 0)
            | (standing.scored() ? SCORED : 0)
            | (standing.sponsored() ? SPONSORED : 0));
    write(out, standing.attribution());
    out.zigzag(standing.profileAtMillis());
    out.varint(standing.score());
    out.zigzag(standing.profileArrMinor());
    out.text(standing.profileCurrency());
    out.zigzag(standing.renewalDay());
    out.zigzag(standing.firstValueDays());
    out.varint(standing.contacts());
    out.zigzag(standing.features());
    out.zigzag(standing.core());
  }

  private static Standing standing(ByteReader in, boolean withRegion) {
    int flags = (int) in.mask(FLAGS, "a standing");
    return new Standing(
        (flags & CUSTOMER) != 0,
        attribution(in, withRegion),
        in.zigzag(),
        (flags & SCORED) != 0,
        in.upTo(Integer.MAX_VALUE, "a score"),
        in.zigzag(),
        in.text(),
        in.smallZigzag("a day"),
        in.smallZigzag("days"),
        (flags & SPONSORED) != 0,
        in.upTo(Integer.MAX_VALUE, "contacts"),
        in.smallZigzag("features"),
        in.smallZigzag("use of core features"));
  }

  private static void write(ByteWriter out, Attribution attribution) {
    out.text(attribution.segment());
    out.text(attribution.csm());
    out.zigzag(attribution.startMonth());
    out.text(attribution.region());
  }

  private static Attribution attribution(ByteReader in, boolean withRegion) {
    return new Attribution(
        in.text(), in.text(), in.smallZigzag("a month"), withRegion ? in.text() : null);
  }

  private static List<Owner> owners(ByteReader in, boolean withRegion) {
    List<Owner> owners = new ArrayList<>();
    int size = in.upTo(MOST, "owners");
    for (int i = 0; i < size; i++) {
      owners.add(new Owner(in.smallZigzag("a month"), attribution(in, withRegion)));
    }
    return owners;
  }

  private static void write(ByteWriter out, Movement movement) {
    out.zigzag(movement.atMillis());
    out.zigzag(movement.event());
    out.oneByte(movement.kind().code());
    out.zigzag(movement.beforeMinor());
    out.varint(movement.afterMinor());
    out.text(movement.currency());
    out.varint(movement.lines());
    out.zigzag(movement.termEnd());
  }

  private static void write(ByteWriter out, FoldedRevenue folded) {
    out.oneByte(folded.isNone() ? 0 : 1);
    if (!folded.isNone()) {
      out.zigzag(folded.atMillis());
      out.zigzag(folded.event());
      out.varint(folded.paidMinor());
      out.text(folded.currency());
      out.varint(folded.lines());
      out.zigzag(folded.term());
      out.zigzag(folded.settled());
      out.zigzag(folded.lastDue());
    }
  }

  private static FoldedRevenue folded(ByteReader in) {
    return in.mask(1, "what is folded") == 0
        ? FoldedRevenue.NONE
        : new FoldedRevenue(
            in.zigzag(),
            in.zigzag(),
            in.varint(),
            in.text(),
            in.upTo(Integer.MAX_VALUE, "product lines"),
            in.smallZigzag("a day"),
            in.smallZigzag("a day"),
            in.smallZigzag("a day"));
  }

  private static RevenueLine revenue(ByteReader in, boolean withFolded) {
    FoldedRevenue folded = withFolded ? folded(in) : FoldedRevenue.NONE;
    List<Movement> movements = new ArrayList<>();
    int size = in.upTo(MOST, "movements");
    for (int i = 0; i < size; i++) {
      movements.add(
          new Movement(
              in.zigzag(),
              in.zigzag(),
              Movement.Kind.of(in.oneByte()),
              in.zigzag(),
              in.varint(),
              in.text(),
              in.upTo(Integer.MAX_VALUE, "product lines"),
              in.smallZigzag("a day")));
    }
    return new RevenueLine(folded, movements);
  }

  private static SortedMap<Integer, MonthAnswers> answers(ByteReader in, boolean withEvents) {
    SortedMap<Integer, MonthAnswers> answers = new TreeMap<>();
    int size = in.upTo(MOST, "months");
    for (int i = 0; i < size; i++) {
      int month = in.smallZigzag("a month");
      Tally sums = TallySection.read(in);
      long[] events = new long[withEvents ? in.upTo(MonthAnswers.MOST, "events") : 0];
      for (int event = 0; event < events.length; event++) {
        events[event] = in.zigzag();
      }
      answers.put(month, MonthAnswers.of(sums, events));
    }
    return answers;
  }

  private static List<Opportunity> opportunities(ByteReader in) {
    List<Opportunity> chances = new ArrayList<>();
    int size = in.upTo(MOST, "chances");
    for (int i = 0; i < size; i++) {
      chances.add(
          new Opportunity(
              in.zigzag(),
              Opportunity.State.of(in.oneByte()),
              in.zigzag(),
              in.varint(),
              in.text()));
    }
    return chances;
  }

  private static List<Forecast> forecasts(ByteReader in) {
    int size = in.upTo(MOST, "forecasts");
    List<Forecast> forecasts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      forecasts.add(
          new Forecast(in.zigzag(), in.zigzag(), in.smallZigzag("a day"), in.varint(), in.text()));
    }
    return forecasts;
  }

  /** What of it is told, each with its time; mostly nothing is. */
  private static void writeParts(ByteWriter out, Finance finance) {
    boolean margin = finance.marginPerMille() >= 0;
    boolean cost = finance.acquisitionMinor() >= 0;
    out.oneByte((margin ? MARGIN : 0) | (cost ? COST : 0));
    if (margin) {
      out.zigzag(finance.marginAtMillis());
      out.zigzag(finance.marginPerMille());
    }
    if (cost) {
      out.zigzag(finance.costAtMillis());
      out.zigzag(finance.acquisitionMinor());
      out.text(finance.currency());
    }
  }

  private static Finance financeParts(ByteReader in) {
    int parts = in.oneByte();
    if (parts > (MARGIN | COST)) {
      throw in.refused("expected a margin, a cost or both, found " + parts);
    }
    Finance finance = Finance.NONE;
    if ((parts & MARGIN) != 0) {
      finance = finance.with(Finance.of(in.zigzag(), in.smallZigzag("a margin"), -1, null));
    }
    if ((parts & COST) != 0) {
      finance = finance.with(Finance.of(in.zigzag(), -1, in.zigzag(), in.text()));
    }
    return finance;
  }

  /** What was told at one time. */
  static void write(ByteWriter out, Finance finance) {
    out.zigzag(finance.atMillis());
    out.zigzag(finance.marginPerMille());
    out.zigzag(finance.acquisitionMinor());
    out.text(finance.currency());
  }

  static Finance finance(ByteReader in) {
    return Finance.of(in.zigzag(), in.smallZigzag("a margin"), in.zigzag(), in.text());
  }

  private static void write(ByteWriter out, MonthEnds ends) {
    out.varint(ends.size());
    if (ends.size() > 0) {
      out.zigzag(ends.firstMonth());
      for (int i = 0; i < ends.size(); i++) {
        out.oneByte(ends.at(ends.firstMonth() + i) + 1);
      }
    }
  }

  private static MonthEnds ends(ByteReader in) {
    byte[] points = new byte[in.upTo(MonthEnds.MOST, "months")];
    if (points.length == 0) {
      return MonthEnds.NONE;
    }
    int first = in.smallZigzag("a month");
    for (int i = 0; i < points.length; i++) {
      points[i] = (byte) (in.oneByte() - 1);
    }
    return MonthEnds.of(first, points);
  }
}
