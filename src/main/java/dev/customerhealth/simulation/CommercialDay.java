package dev.customerhealth.simulation;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import java.time.Instant;
import java.time.LocalDate;

/** Contracts, invoices and the account's profile on one day. */
final class CommercialDay {
  private final AccountDay stage;
  private final SimulatedAccount account;

  private CommercialDay(AccountDay stage) {
    this.stage = stage;
    this.account = stage.account();
  }

  /**
   * Writes down what happens commercially.
   *
   * @param firstDay of the history, when accounts that were there before are introduced
   */
  static void play(AccountDay stage, LocalDate firstDay) {
    CommercialDay day = new CommercialDay(stage);
    boolean starts = stage.day().equals(stage.account().contractStart());
    if (starts || stage.day().equals(firstDay)) {
      day.profile(day.account.paidSeats(), day.account.mrrMinor());
    }
    if (starts) {
      day.change(SubscriptionChangeType.NEW, 0, 1);
    }
    if (stage.day().getDayOfMonth() == 1) {
      day.invoice();
    }
    day.story();
  }

  private void story() {
    LocalDate turn = account.story().turn();
    LocalDate day = stage.day();
    switch (account.story().kind()) {
      case GROWING -> {
        if (day.equals(turn)) {
          change(SubscriptionChangeType.EXPANDED, 1, 1.2);
          profile(account.paidSeats(), Math.round(account.mrrMinor() * 1.2));
        }
      }
      case RENEWAL -> {
        if (day.equals(turn)) {
          boolean well = account.story().wellbeing() >= 0.5;
          change(
              well ? SubscriptionChangeType.RENEWED : SubscriptionChangeType.CONTRACTED,
              1,
              well ? 1 : 0.7);
        }
      }
      case SLOW_DECLINE -> {
        if (day.equals(turn.plusDays(45))) {
          change(SubscriptionChangeType.CONTRACTED, 1, 0.6);
        }
      }
      default -> {
        // The other plots leave the contract alone.
      }
    }
  }

  private void profile(int seats, long mrrMinor) {
    LocalDate renewal = account.renewalDate();
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
                .setRenewalDate(stage.day().isBefore(renewal) ? renewal : renewal.plusYears(1))
                .setPaidSeats(seats)
                .setArrMinor(12 * mrrMinor)
                .setCurrency("USD")
                .setPlanFeatures(account.planFeatures())
                .setValuableFeatures(account.planFeatures().subList(0, account.valuableFeatures()))
                .build());
  }

  private void change(SubscriptionChangeType type, double before, double after) {
    Facts facts = stage.facts();
    facts.tell(
        Places.SUBSCRIPTIONS,
        facts
            .subscription(stage.midnight(), type)
            .setMrrBeforeMinor(Math.round(account.mrrMinor() * before))
            .setMrrAfterMinor(Math.round(account.mrrMinor() * after))
            .setSeats(account.paidSeats())
            .setPlan(account.plan())
            .setTermEnd(account.renewalDate())
            .build());
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
    SubscriptionChange.Builder invoice =
        facts
            .subscription(time, type)
            .setInvoiceId(id)
            .setAmountMinor(account.mrrMinor())
            .setDueDate(stage.day().plusDays(14));
    facts.tell(Places.SUBSCRIPTIONS, invoice.build());
  }
}
