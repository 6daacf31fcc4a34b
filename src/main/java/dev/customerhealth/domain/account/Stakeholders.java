package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SuccessSignal;

/**
 * Who plays which part for the customer: the latest fact about a person decides, of one minute the
 * one that they left, then the one with the part told last in {@link SuccessSignal.Role}.
 */
public final class Stakeholders {
  /** Bits of an item that hold the part, 0 when not told. */
  private static final int ROLE_SHIFT = 1;

  private Stakeholders() {}

  /** Whether a person is there and plays a part. */
  public static boolean is(Register.Item person, SuccessSignal.Role role) {
    return !person.is(Register.SETTLED) && person.flags() >>> ROLE_SHIFT == code(role);
  }

  static Register after(Register people, SuccessSignal signal) {
    if (signal.personId() == null) {
      return people;
    }
    int hash = Register.hash(signal.personId());
    int at = Register.minute(signal.occurredAt().toEpochMilli());
    boolean left = signal.kind() == SuccessSignal.Kind.STAKEHOLDER_LEFT;
    int role = left || signal.role() == null ? 0 : code(signal.role());
    int state = role << ROLE_SHIFT | (left ? Register.SETTLED : 0);
    Register.Item known = people.find(hash);
    boolean news =
        known == null || at > known.at() || (at == known.at() && rank(state) > rank(known.flags()));
    return news ? people.with(Register.Item.of(hash, state, at)) : people;
  }

  /** The number that stands for a part in the state. */
  private static int code(SuccessSignal.Role role) {
    return switch (role) {
      case SPONSOR -> 1;
      case CHAMPION -> 2;
      case DECISION_MAKER -> 3;
      case USER -> 4;
    };
  }

  private static int rank(int state) {
    return (state & Register.SETTLED) != 0 ? Integer.MAX_VALUE : state;
  }
}
