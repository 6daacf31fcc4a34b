package dev.customerhealth.simulation;

import dev.customerhealth.avro.UsageType;
import java.time.Instant;
import java.util.List;

/** What an account's people do in the product on one day. */
final class UsageDay {
  private static final double WEEKEND = 0.07;

  private final AccountDay stage;

  private UsageDay(AccountDay stage) {
    this.stage = stage;
  }

  /** Writes down the day's usage. */
  static void play(AccountDay stage) {
    new UsageDay(stage).play();
  }

  private void play() {
    double rhythm = stage.isWeekday() ? 1 : WEEKEND;
    double activity = stage.conditions().activity();
    List<Person> people = stage.account().people();
    // Where things go badly, some seats are never used at all.
    long users = activity == 0 ? 0 : Math.round(people.size() * (0.3 + 0.75 * activity));
    for (Person person : people.subList(0, (int) Math.min(users, people.size()))) {
      if (stage.happens(rhythm * activity * person.diligence())) {
        work(person);
      }
    }
    if (stage.day().getDayOfWeek().getValue() == 1 && stage.conditions().activity() > 0) {
      dataQuality();
    }
  }

  private void work(Person person) {
    Facts facts = stage.facts();
    Instant begin = stage.workingTime();
    facts.tell(Places.USAGE, facts.usage(begin, UsageType.LOGIN).setUserId(person.id()).build());
    long minutes = Math.round(8 + 50 * stage.conditions().activity() * stage.random().nextDouble());
    facts.tell(
        Places.USAGE,
        facts
            .usage(begin.plusSeconds(60 * minutes), UsageType.SESSION)
            .setUserId(person.id())
            .setDurationSeconds(60 * minutes)
            .build());
    int features = 1 + (stage.happens(stage.conditions().breadth()) ? 1 : 0);
    for (int i = 1; i <= features; i++) {
      useFeature(person, begin.plusSeconds(60 * minutes * i / (features + 1)));
    }
    if (stage.happens(0.15)) {
      workflow(begin.plusSeconds(30 * minutes));
    }
  }

  private void useFeature(Person person, Instant time) {
    List<String> all = stage.account().planFeatures();
    int known = Math.max(1, (int) Math.round(all.size() * stage.conditions().breadth()));
    // The square favours the front of the list: a few features carry most of the use.
    double draw = stage.random().nextDouble();
    int pick = (int) (known * draw * draw);
    Facts facts = stage.facts();
    facts.tell(
        Places.USAGE,
        facts
            .usage(time, UsageType.FEATURE_USED)
            .setUserId(person.id())
            .setFeature(all.get(pick))
            .setAdvanced(pick >= all.size() / 2)
            .setCount(1L + stage.random().nextInt(6))
            .build());
  }

  private void workflow(Instant begin) {
    Facts facts = stage.facts();
    facts.tell(
        Places.USAGE,
        facts.usage(begin, UsageType.WORKFLOW_STARTED).setWorkflow("monthly-review").build());
    UsageType end =
        stage.happens(0.5 + 0.5 * stage.conditions().satisfaction())
            ? UsageType.WORKFLOW_COMPLETED
            : UsageType.WORKFLOW_FAILED;
    facts.tell(
        Places.USAGE,
        facts.usage(begin.plusSeconds(300), end).setWorkflow("monthly-review").build());
  }

  private void dataQuality() {
    Facts facts = stage.facts();
    double quality = 0.7 + 0.3 * stage.conditions().satisfaction() * stage.random().nextDouble();
    facts.tell(
        Places.USAGE,
        facts
            .usage(stage.midnight().plusSeconds(3600), UsageType.DATA_QUALITY_MEASURED)
            .setDataQuality(Math.round(quality * 100) / 100.0)
            .build());
  }
}
