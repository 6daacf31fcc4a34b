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

  /** Whether a person is there and is a sponsor or champion. */
  public static boolean isKey(Register.Item person) {
    return is(person, SuccessSignal.Role.SPONSOR) || is(person, SuccessSignal.Role.CHAMPION);
  }

  /** Whether a person has left who was a sponsor or champion. */
  public static boolean wasKey(Register.Item person) {
    return person.is(Register.SETTLED)
        && (person.day() == code(SuccessSignal.Role.SPONSOR)
            || person.day() == code(SuccessSignal.Role.CHAMPION));
  }

  static Register after(Register people, SuccessSignal signal) {
    if (signal.personId() == null) {
      return people;
    }
    int hash = Register.hash(signal.personId());
    int at = Register.minute(signal.occurredAt().toEpochMilli());
    boolean left = signal.kind() == SuccessSignal.Kind.STAKEHOLDER_LEFT;
    int part = signal.role() == null ? 0 : code(signal.role());
    int state = left ? Register.SETTLED : part << ROLE_SHIFT;
    Register.Item known = people.find(hash);
    boolean news =
        known == null || at > known.at() || (at == known.at() && rank(state) > rank(known.flags()));
    if (!news) {
      return tellsWhoLeft(known, left, part) ? people.with(known.due(part, at)) : people;
    }
    Register.Item person = Register.Item.of(hash, state, at);
    if (left) {
      person = playing(person, known);
      person = part == 0 ? person : person.due(part, at);
    }
    return people.with(person);
  }

  /** Of those who left, the part they played last is kept where other things have the day due. */
  private static Register.Item playing(Register.Item left, Register.Item known) {
    if (known == null) {
      return left;
    }
    return known.is(Register.SETTLED)
        ? known.dayAt() == Days.NONE ? left : left.due(known.day(), known.dayAt())
        : left.due(known.flags() >>> ROLE_SHIFT, known.at());
  }

  private static boolean tellsWhoLeft(Register.Item known, boolean left, int part) {
    return known.is(Register.SETTLED) && (!left || part != 0);
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
