package dev.customerhealth.simulation;

import java.time.LocalDate;
import java.util.List;

/**
 * A made-up customer company.
 *
 * @param index position in the book, from 0
 * @param id account id
 * @param name of the company
 * @param segment {@code smb}, {@code mid-market} or {@code enterprise}
 * @param region where its people work, which decides when they do
 * @param csmId e-mail address of the manager who owns the account
 * @param paidSeats seats paid for
 * @param people everybody with a seat, the sponsor first, then the champion
 * @param planFeatures features of the plan, the most used first
 * @param valuableFeatures how many of those, from the front, carry most of the plan's value
 * @param contractStart first day of the contract
 * @param contract what it pays and for how long
 * @param goals what it wants to reach
 * @param story what happens to it
 */
record SimulatedAccount(
    int index,
    String id,
    String name,
    String segment,
    Region region,
    String industry,
    String csmId,
    String csmName,
    String plan,
    int paidSeats,
    List<Person> people,
    List<String> planFeatures,
    int valuableFeatures,
    LocalDate contractStart,
    Contract contract,
    List<Goal> goals,
    AccountStory story) {

  /** Where people work. */
  enum Region {
    AMER(-6),
    EMEA(1),
    APAC(8);

    private final int hoursFromUtc;

    Region(int hoursFromUtc) {
      this.hoursFromUtc = hoursFromUtc;
    }

    int hoursFromUtc() {
      return hoursFromUtc;
    }
  }

  /** The group it belongs to: one account in ten does, four to a group; null for the others. */
  String parentId() {
    return index % 10 == 3 ? "group-%03d".formatted(index / 40 + 1) : null;
  }

  Person sponsor() {
    return people.get(0);
  }

  Person champion() {
    return people.get(1);
  }

  /** Whether the contract runs on a day, its first and its last one included. */
  boolean isCustomerOn(LocalDate day) {
    return !day.isBefore(contractStart) && !contract.isOver(day.minusDays(1));
  }
}
