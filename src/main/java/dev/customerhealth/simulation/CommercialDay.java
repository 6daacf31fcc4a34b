package dev.customerhealth.simulation;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.simulation.Contract.Chance;
import dev.customerhealth.simulation.Contract.Forecast;
import dev.customerhealth.simulation.Contract.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Contracts, invoices and the account's profile on one day. */
final class CommercialDay {
  /**
   * Whose facts of finance hold for a whole segment: the first account for the first, and so on.
   */
  private static final List<String> SEGMENTS = List.of("smb", "mid-market", "enterprise");

  private static final int MONTHS_PER_YEAR = 12;

  private final AccountDay stage;
  private final SimulatedAccount account;

  private CommercialDay(AccountDay stage) {
    this.stage = stage;
    this.account = stage.account();
  }

  /**
   * Writes down what happens commercially.
   *
   * @param begin first day of the records, when accounts that were there before are introduced
   * @param recordsOnly whether invoices are not told yet
   */
  static void play(AccountDay stage, LocalDate begin, boolean recordsOnly) {
    CommercialDay day = new CommercialDay(stage);
    Step step = day.account.contract().on(stage.day());
    boolean introduced =
        stage.day().equals(begin) || stage.day().equals(day.account.contractStart());
    if (introduced || step != null) {
      day.profile();
    }
    if (introduced) {
      RelationshipDay.introduce(stage);
      day.finance();
    }
    if (step != null) {
      day.change(step);
    }
    day.chances();
    day.forecasts();
    boolean runs = !day.account.contract().isOver(stage.day());
    if (!recordsOnly && runs && stage.day().getDayOfMonth() == 1) {
      day.invoice();
    }
  }

  private void profile() {
    Step step = account.contract().lastTo(stage.day());
    stage
        .facts()
        .tell(
            Places.PROFILES,
            AccountProfile.newBuilder()
                .setAccountId(account.id())
                .setUpdatedAt(stage.midnight())
                .setSource("simulation")
                .setName(account.name())
                .setSegment(account.segment())
                .setRegion(account.region().name())
                .setIndustry(account.industry())
                .setTier(account.segment().equals("smb") ? "digital" : "managed")
                .setPlan(account.plan())
                .setParentAccountId(account.parentId())
                .setCsmId(account.csmId())
                .setCsmName(account.csmName())
                .setContractStart(account.contractStart())
                .setRenewalDate(step.termEnd())
                .setPaidSeats(account.paidSeats())
                .setArrMinor(MONTHS_PER_YEAR * step.afterMinor())
                .setCurrency("USD")
                .setPlanFeatures(account.planFeatures())
                .setValuableFeatures(account.planFeatures().subList(0, account.valuableFeatures()))
                .build());
  }

  private void change(Step step) {
    tell(
        commercial(step.type())
            .setMrrBeforeMinor(step.beforeMinor())
            .setMrrAfterMinor(step.afterMinor())
            .setSeats(account.paidSeats())
            .setProductLines(step.lines())
            .setPlan(account.plan())
            .setReason(step.reason())
            .setTermEnd(step.termEnd()));
  }

  private void chances() {
    List<Chance> chances = account.contract().chances();
    for (int i = 0; i < chances.size(); i++) {
      Chance chance = chances.get(i);
      if (chance.opened().equals(stage.day())) {
        chance(i, chance, SubscriptionChangeType.EXPANSION_OPENED);
      } else if (chance.closed().equals(stage.day())) {
        chance(
            i,
            chance,
            chance.won()
                ? SubscriptionChangeType.EXPANSION_WON
                : SubscriptionChangeType.EXPANSION_LOST);
      }
    }
  }

  private void chance(int index, Chance chance, SubscriptionChangeType type) {
    tell(
        commercial(type)
            .setOpportunityId("chance-" + (index + 1))
            .setAmountMinor(chance.amountMinor())
            .setDueDate(chance.closed()));
  }

  private void forecasts() {
    for (Forecast forecast : account.contract().forecasts()) {
      if (forecast.day().equals(stage.day())) {
        tell(
            commercial(SubscriptionChangeType.RENEWAL_FORECAST)
                .setAmountMinor(forecast.amountMinor())
                .setTermEnd(forecast.due()));
      }
    }
  }

  /** Every other account's own margin and cost; the first ones' facts hold for a segment. */
  private void finance() {
    boolean ofSegment = account.index() < SEGMENTS.size();
    if (!ofSegment && account.index() % 2 == 0) {
      return;
    }
    long monthly = account.contract().steps().get(0).afterMinor();
    tell(
        commercial(SubscriptionChangeType.FINANCE_FACTS)
            .setAppliesToSegment(ofSegment ? SEGMENTS.get(account.index()) : null)
            .setGrossMargin(0.7 + account.index() % 13 / 100.0)
            .setAcquisitionCostMinor(
                ofSegment
                    ? 1_500_000L * (1L << (2 * account.index()))
                    : monthly * (8 + account.index() % 7))
            .setCostToServeMinor(monthly / 8));
  }

  private void invoice() {
    String id = "inv-" + AccountDay.stamp(stage.day());
    Instant issued = stage.midnight().plusSeconds(6 * 3600);
    invoice(issued, SubscriptionChangeType.INVOICE_ISSUED, id);
    boolean pays = stage.happens(0.75 + 0.25 * stage.conditions().satisfaction());
    if (!pays) {
      invoice(issued.plusSeconds(14 * 86_400), SubscriptionChangeType.INVOICE_FAILED, id);
    }
    invoice(issued.plusSeconds((pays ? 9 : 25) * 86_400L), SubscriptionChangeType.INVOICE_PAID, id);
  }

  private void invoice(Instant time, SubscriptionChangeType type, String id) {
    Facts facts = stage.facts();
    facts.tell(
        Places.SUBSCRIPTIONS,
        facts
            .subscription(time, type)
            .setInvoiceId(id)
            .setAmountMinor(account.contract().lastTo(stage.day()).afterMinor())
            .setDueDate(stage.day().plusDays(14))
            .build());
  }

  private SubscriptionChange.Builder commercial(SubscriptionChangeType type) {
    return stage.facts().subscription(stage.midnight(), type);
  }

  private void tell(SubscriptionChange.Builder fact) {
    stage.facts().tell(Places.SUBSCRIPTIONS, fact.build());
  }
}
