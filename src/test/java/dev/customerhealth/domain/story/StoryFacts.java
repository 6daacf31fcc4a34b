package dev.customerhealth.domain.story;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SuccessSignal.GoalKind;
import dev.customerhealth.domain.signal.SuccessSignal.SponsorAttendance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What happened to a customer, from the words a story says it in. */
final class StoryFacts {
  private static final String DAY = "(\\d{4}-\\d\\d-\\d\\d)";

  /** One way to say something, and the signals it stands for on a day. */
  private record Phrase(
      Pattern pattern, BiFunction<LocalDate, MatchResult, Stream<Signal>> signals) {}

  private final String account;
  private final Facts facts;
  private final List<Phrase> phrases = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();

  StoryFacts(String account) {
    this.account = account;
    this.facts = new Facts(account);
    phrase("profile, (\\d+) seats, (\\d+) features(?:, renews " + DAY + ")?", this::profile);
    phrase(
        "(\\d+) people log in, (\\d+) sessions? of (\\d+) minutes, (\\d+) features used (\\d+)"
            + " times?",
        this::work);
    phrase(
        "(\\d+) tickets?, tone (-?[\\d.]+)",
        (day, said) ->
            times(number(said, 1))
                .mapToObj(i -> facts.opened(at(day, 14), Double.parseDouble(said.group(2)))));
    phrase("nps ([\\d ]+)", (day, said) -> answers(said).mapToObj(x -> facts.nps(at(day, 16), x)));
    phrase(
        "csat ([\\d ]+)", (day, said) -> answers(said).mapToObj(x -> facts.csat(at(day, 16), x)));
    phrase(
        "CSM sentiment (\\d) of 5",
        (day, said) -> Stream.of(facts.sentiment(at(day, 17), (number(said, 1) - 1) / 4.0)));
    phrase(
        "key meeting, the sponsor (attended|sent a delegate|was absent)",
        (day, said) -> Stream.of(facts.meeting(at(day, 10), attendance(said.group(1)))));
    phrase("(plan goal|onboarding step) \"(.+)\"(?: due " + DAY + ")?", this::goal);
    phrase(
        "(plan goal|onboarding step) \"(.+)\" achieved",
        (day, said) ->
            Stream.of(
                facts.goal(
                    at(day, 11),
                    SuccessSignal.Kind.GOAL_ACHIEVED,
                    said.group(2),
                    goalKind(said.group(1)),
                    null,
                    null)));
    phrase("champion (\\w+) (joins|leaves)", this::champion);
    phrase(
        "call with (\\w+)",
        (day, said) ->
            Stream.of(
                facts.contact(
                    at(day, 13),
                    SuccessSignal.Kind.CALL,
                    SuccessSignal.Side.CUSTOMER,
                    true,
                    said.group(1))));
    phrase(
        "our mail, (not )?answered",
        (day, said) ->
            Stream.of(
                facts.contact(
                    at(day, 13),
                    SuccessSignal.Kind.EMAIL,
                    SuccessSignal.Side.VENDOR,
                    said.group(1) == null)));
    phrase("contract (new|contracted to|renewed), (\\d+) a month until " + DAY, this::contract);
    phrase(
        "invoice (\\S+), due " + DAY,
        (day, said) ->
            Stream.of(
                facts.invoice(
                    at(day, 9),
                    SubscriptionSignal.Kind.INVOICE_ISSUED,
                    said.group(1),
                    LocalDate.parse(said.group(2)))));
    phrase(
        "invoice (\\S+) paid",
        (day, said) ->
            Stream.of(
                facts.invoice(
                    at(day, 9), SubscriptionSignal.Kind.INVOICE_PAID, said.group(1), null)));
  }

  private void phrase(String words, BiFunction<LocalDate, MatchResult, Stream<Signal>> meaning) {
    phrases.add(new Phrase(Pattern.compile(words), meaning));
  }

  /** Something happened on a day. */
  void happened(LocalDate day, String what) {
    for (Phrase phrase : phrases) {
      Matcher said = phrase.pattern.matcher(what);
      if (said.matches()) {
        phrase.signals.apply(day, said.toMatchResult()).forEach(signals::add);
        return;
      }
    }
    throw new IllegalArgumentException(
        account + ", " + day + ": nobody knows what this means: " + what);
  }

  /** Everything that happened, by event time. */
  List<Signal> signals() {
    signals.sort(Comparator.comparing(Signal::occurredAt));
    return List.copyOf(signals);
  }

  private Stream<Signal> work(LocalDate day, MatchResult said) {
    List<Signal> work = new ArrayList<>();
    for (int person = 0; person < number(said, 1); person++) {
      String name = "person-" + person;
      work.add(facts.login(at(day, 8), name));
      times(number(said, 2))
          .forEach(i -> work.add(facts.session(at(day, 8), name, 60L * number(said, 3))));
      times(number(said, 4))
          .forEach(i -> work.add(facts.used(at(day, 8), name, "feature-" + i, number(said, 5))));
    }
    return work.stream();
  }

  private Stream<Signal> profile(LocalDate day, MatchResult said) {
    LocalDate renewal = said.group(3) == null ? null : LocalDate.parse(said.group(3));
    return Stream.of(
        new ProfileSignal(
            account,
            at(day, 6),
            account,
            null,
            null,
            null,
            null,
            null,
            null,
            renewal,
            number(said, 1),
            null,
            null,
            number(said, 2)));
  }

  private Stream<Signal> goal(LocalDate day, MatchResult said) {
    LocalDate due = said.group(3) == null ? null : LocalDate.parse(said.group(3));
    return Stream.of(
        facts.goal(
            at(day, 11),
            SuccessSignal.Kind.GOAL_CREATED,
            said.group(2),
            goalKind(said.group(1)),
            due,
            null));
  }

  private Stream<Signal> champion(LocalDate day, MatchResult said) {
    return Stream.of(
        facts.stakeholder(
            at(day, 12),
            said.group(2).equals("joins")
                ? SuccessSignal.Kind.STAKEHOLDER_JOINED
                : SuccessSignal.Kind.STAKEHOLDER_LEFT,
            said.group(1),
            SuccessSignal.Role.CHAMPION));
  }

  private Stream<Signal> contract(LocalDate day, MatchResult said) {
    SubscriptionSignal.Kind kind =
        switch (said.group(1)) {
          case "new" -> SubscriptionSignal.Kind.NEW;
          case "renewed" -> SubscriptionSignal.Kind.RENEWED;
          default -> SubscriptionSignal.Kind.CONTRACTED;
        };
    return Stream.of(
        facts.contract(at(day, 12), kind, 100L * number(said, 2), LocalDate.parse(said.group(3))));
  }

  private static GoalKind goalKind(String words) {
    return GoalKind.valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  private static SponsorAttendance attendance(String words) {
    return switch (words) {
      case "attended" -> SponsorAttendance.ATTENDED;
      case "was absent" -> SponsorAttendance.ABSENT;
      default -> SponsorAttendance.SENT_DELEGATE;
    };
  }

  private static IntStream answers(MatchResult said) {
    return Stream.of(said.group(1).split(" ", -1)).mapToInt(Integer::parseInt);
  }

  private static IntStream times(int count) {
    return IntStream.range(0, count);
  }

  private static int number(MatchResult said, int group) {
    return Integer.parseInt(said.group(group));
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
  }
}
