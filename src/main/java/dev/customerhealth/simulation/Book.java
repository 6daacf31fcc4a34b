package dev.customerhealth.simulation;

import dev.customerhealth.avro.StakeholderRole;
import java.time.LocalDate;
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
          new Segment("smb", "starter", 8, 3, 5, 9_000),
          new Segment("mid-market", "business", 14, 4, 8, 18_000),
          new Segment("enterprise", "enterprise", 20, 7, 12, 45_000));

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
    SplittableRandom random = Seeds.of(plan.seed(), index, -1);
    Segment segment = segment(random);
    int seats = random.nextInt(segment.fewestSeats, segment.mostSeats + 1);
    AccountStory story = story(plan, random);
    LocalDate contractStart = contractStart(plan, story, random);
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
        renewalDate(plan, story, contractStart),
        seats * (long) segment.centsPerSeat,
        story);
  }

  private static Segment segment(SplittableRandom random) {
    double draw = random.nextDouble();
    return SEGMENTS.get(draw < 0.45 ? 0 : draw < 0.8 ? 1 : 2);
  }

  private static AccountStory story(BookPlan plan, SplittableRandom random) {
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
    return story.kind() == AccountStory.Kind.ONBOARDING
        ? story.turn()
        : plan.firstDay().minusDays(30 + random.nextInt(1200));
  }

  private static LocalDate renewalDate(BookPlan plan, AccountStory story, LocalDate contractStart) {
    if (story.kind() == AccountStory.Kind.RENEWAL) {
      return story.turn();
    }
    LocalDate renewal = contractStart.plusYears(1);
    while (!renewal.isAfter(plan.lastDay())) {
      renewal = renewal.plusYears(1);
    }
    return renewal;
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
      String name, String plan, int features, int fewestSeats, int mostSeats, int centsPerSeat) {}
}
