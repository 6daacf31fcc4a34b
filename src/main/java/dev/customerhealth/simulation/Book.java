package dev.customerhealth.simulation;

import dev.customerhealth.avro.StakeholderRole;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/** A book of accounts: the customers of a made-up company. */
public final class Book {
  private static final List<Segment> SEGMENTS =
      List.of(
          new Segment("smb", "starter", 8, 3, 5, 100_000, 9_000),
          new Segment("mid-market", "business", 14, 4, 8, 500_000, 18_000),
          new Segment("enterprise", "enterprise", 20, 7, 12, 3_000_000, 45_000));

  /** Accounts of the book for each that left before its history begins. */
  private static final int FOR_ONE_THAT_LEFT = 11;

  /** One account in so many falls out with its vendor, the one at this place among them. */
  private static final int FOR_ONE_FALLING_OUT = 50;

  private static final int PLACE_FALLING_OUT = 31;

  /** Days before the end on which they do, at least and at most. */
  private static final int SHORTEST_RUIN = 35;

  private static final int LONGEST_RUIN = 60;

  /** Sources of chance that are not a day. */
  private static final int WHO = -1;

  private static final int CONTRACT = -3;
  private static final int GOALS = -4;

  private static final List<SimulatedAccount.Region> REGIONS =
      List.of(SimulatedAccount.Region.values());

  private final BookPlan plan;
  private final List<SimulatedAccount> accounts;

  private Book(BookPlan plan, List<SimulatedAccount> accounts) {
    this.plan = plan;
    this.accounts = accounts;
  }

  /** Makes the book of a plan. */
  public static Book of(BookPlan plan) {
    List<SimulatedAccount> accounts = new ArrayList<>(plan.accounts());
    for (int index = 0; index < plan.accounts(); index++) {
      accounts.add(account(plan, index));
    }
    long earlierDays = ChronoUnit.DAYS.between(plan.recordsBegin(), plan.firstDay());
    if (earlierDays > 0) {
      int left = (plan.accounts() + FOR_ONE_THAT_LEFT / 2) / FOR_ONE_THAT_LEFT;
      for (int i = 0; i < left; i++) {
        accounts.add(account(plan, plan.accounts() + i));
      }
    }
    return new Book(plan, Collections.unmodifiableList(accounts));
  }

  /** What the book was made from. */
  public BookPlan plan() {
    return plan;
  }

  /** Its history: every event in order of event time, without an end of memory needed. */
  public BookHistory history() {
    return new BookHistory(this);
  }

  List<SimulatedAccount> accounts() {
    return accounts;
  }

  private static SimulatedAccount account(BookPlan plan, int index) {
    SplittableRandom random = Seeds.of(plan.seed(), index, WHO);
    boolean leaves = index >= plan.accounts();
    Segment segment = segment(random, leaves);
    int seats = random.nextInt(segment.fewestSeats, segment.mostSeats + 1);
    AccountStory story = leaves ? leaving(plan, random) : story(plan, index, random);
    LocalDate contractStart = contractStart(plan, story, random);
    SplittableRandom terms = Seeds.of(plan.seed(), index, CONTRACT);
    long mrrMinor = segment.mrrMinor(seats, terms);
    String manager = BookNames.manager(random.nextInt(BookNames.managers()));
    return new SimulatedAccount(
        index,
        "acc-%04d".formatted(index + 1),
        BookNames.company(index),
        segment.name,
        REGIONS.get(random.nextInt(REGIONS.size())),
        BookNames.industry(random.nextInt(1000)),
        manager.toLowerCase(Locale.ROOT).replace(' ', '.') + "@vendor.example",
        manager,
        segment.plan,
        seats,
        people(seats, random),
        features(segment, random),
        segment.features / 3,
        contractStart,
        ContractStory.of(plan, story, contractStart, mrrMinor, leaves ? story.turn() : null, terms),
        Goal.of(plan, story, contractStart, Seeds.of(plan.seed(), index, GOALS)),
        story);
  }

  /** Small ones leave more often. */
  private static Segment segment(SplittableRandom random, boolean leaves) {
    double draw = random.nextDouble();
    return SEGMENTS.get(draw < (leaves ? 0.64 : 0.45) ? 0 : draw < (leaves ? 0.93 : 0.8) ? 1 : 2);
  }

  private static AccountStory story(BookPlan plan, int index, SplittableRandom random) {
    if (index % FOR_ONE_FALLING_OUT == PLACE_FALLING_OUT) {
      int ago = SHORTEST_RUIN + random.nextInt(LONGEST_RUIN - SHORTEST_RUIN);
      return new AccountStory(
          AccountStory.Kind.FALLING_OUT,
          plan.lastDay().minusDays(Math.min(ago, plan.days())),
          0.3 + 0.2 * random.nextDouble());
    }
    AccountStory.Kind kind = kind(random.nextDouble());
    double wellbeing = Math.min(1, Math.max(0.02, 0.72 + 0.24 * random.nextGaussian()));
    int days = plan.days();
    // Turns lie in the later part of the history, so that what they do is still to be seen at its
    // end; an outage may be in full swing.
    int latest =
        switch (kind) {
          case OUTAGE_AND_RECOVERY -> days - 2;
          case ONBOARDING -> days - 15;
          case SLOW_DECLINE -> days - 30;
          default -> days - 5;
        };
    int earliest = days / 3;
    int turn = earliest + random.nextInt(Math.max(1, latest - earliest));
    boolean startsWell = kind != AccountStory.Kind.STEADY && kind != AccountStory.Kind.RENEWAL;
    return new AccountStory(
        kind,
        plan.firstDay().plusDays(turn),
        startsWell ? Math.max(wellbeing, 0.65 + 0.2 * random.nextDouble()) : wellbeing);
  }

  /** One that is gone when the history begins, on a day between the records' first and then. */
  private static AccountStory leaving(BookPlan plan, SplittableRandom random) {
    long days = ChronoUnit.DAYS.between(plan.recordsBegin(), plan.firstDay());
    LocalDate turn = plan.recordsBegin().plusDays(1 + random.nextLong(Math.max(1, days - 1)));
    return new AccountStory(AccountStory.Kind.LEAVING, turn, 0.2 + 0.3 * random.nextDouble());
  }

  private static AccountStory.Kind kind(double draw) {
    double sum = 0;
    for (AccountStory.Kind kind : AccountStory.Kind.values()) {
      sum += kind.share();
      if (draw < sum) {
        return kind;
      }
    }
    return AccountStory.Kind.STEADY;
  }

  private static LocalDate contractStart(
      BookPlan plan, AccountStory story, SplittableRandom random) {
    return switch (story.kind()) {
      case ONBOARDING -> story.turn();
      // Its term ends in a while: it is still a customer.
      case FALLING_OUT ->
          plan.lastDay().minusYears(1L + random.nextInt(3)).plusDays(60 + random.nextInt(120));
      case LEAVING -> story.turn().minusYears(1L + random.nextInt(3));
      default -> plan.firstDay().minusDays(30 + random.nextInt(1200));
    };
  }

  private static List<Person> people(int seats, SplittableRandom random) {
    List<Person> people = new ArrayList<>(seats);
    for (int i = 0; i < seats; i++) {
      StakeholderRole role =
          switch (i) {
            case 0 -> StakeholderRole.SPONSOR;
            case 1 -> StakeholderRole.CHAMPION;
            default -> StakeholderRole.USER;
          };
      people.add(new Person("user-%02d".formatted(i + 1), role, 0.7 + 0.6 * random.nextDouble()));
    }
    return List.copyOf(people);
  }

  private static List<String> features(Segment segment, SplittableRandom random) {
    List<String> features = BookNames.features(segment.features);
    Collections.shuffle(features, new Random(random.nextLong()));
    return List.copyOf(features);
  }

  private record Segment(
      String name,
      String plan,
      int features,
      int fewestSeats,
      int mostSeats,
      int platformCents,
      int centsPerSeat) {

    /** In whole dollars, as prices are. */
    long mrrMinor(int seats, SplittableRandom random) {
      double platform = platformCents * (0.6 + random.nextDouble());
      return Math.round((platform + seats * (double) centsPerSeat) / 100) * 100;
    }
  }
}
