package dev.customerhealth.state;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Register;
import java.util.ArrayList;
import java.util.List;

/** Things followed one by one, as bytes. Minutes and days are written as distances from "now". */
final class RegisterSection {
  private static final int HAS_FORGOTTEN = 1;
  private static final int HAS_DAY = 1;
  private static final int HAS_AMOUNT = 2;
  private static final int HAS = 3;
  private static final int HAS_BITS = 2;
  private static final int MOST_FLAGS = 1 << 16;
  private static final int MOST_CURRENCIES = 1 << 16;

  private RegisterSection() {}

  static void write(ByteWriter out, Register register, long asOf) {
    int now = Register.minute(asOf);
    int today = Days.of(asOf);
    boolean forgot = register.forgotten() > 0;
    out.varint((long) register.size() << 1 | (forgot ? HAS_FORGOTTEN : 0));
    if (forgot) {
      out.varint(register.forgotten());
    }
    long[] heads = new long[register.size()];
    long[] ages = new long[register.size()];
    for (int i = 0; i < heads.length; i++) {
      Register.Item item = register.item(i);
      out.bits(item.hash(), Register.HASH_BITS);
      boolean dated = item.day() != Days.NONE;
      boolean worth = item.amountAt() != Days.NONE;
      heads[i] = (long) item.flags() << HAS_BITS | (dated ? HAS_DAY : 0) | (worth ? HAS_AMOUNT : 0);
      ages[i] = Math.max(0, (long) now - item.at());
    }
    out.endBits();
    out.packed(heads);
    out.packed(ages);
    for (int i = 0; i < register.size(); i++) {
      Register.Item item = register.item(i);
      boolean dated = item.day() != Days.NONE;
      boolean worth = item.amountAt() != Days.NONE;
      if (dated) {
        out.zigzag((long) item.day() - today);
        out.zigzag((long) item.dayAt() - item.at());
      }
      if (worth) {
        out.zigzag(item.amount());
        out.zigzag((long) item.amountAt() - item.at());
        out.varint(item.currency());
      }
    }
  }

  static Register read(ByteReader in, long asOf) {
    int now = Register.minute(asOf);
    int today = Days.of(asOf);
    int count = in.upTo(Register.MOST << 1 | HAS_FORGOTTEN, "items");
    int size = count >>> 1;
    long forgotten = (count & HAS_FORGOTTEN) != 0 ? in.varint() : 0;
    int[] hashes = new int[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = (int) in.bits(Register.HASH_BITS);
    }
    in.endBits();
    long[] heads = in.packed(size);
    long[] ages = in.packed(size);
    List<Register.Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      if (heads[i] < 0 || heads[i] > MOST_FLAGS || ages[i] < 0 || ages[i] > Integer.MAX_VALUE) {
        throw in.refused("expected flags and an age of an item, found " + heads[i]);
      }
      int head = (int) heads[i];
      int at = now - (int) ages[i];
      boolean dated = (head & HAS_DAY) != 0;
      boolean worth = (head & HAS_AMOUNT) != 0;
      int day = dated ? today + in.smallZigzag("days until an item is due") : Days.NONE;
      int dayAt = dated ? at + in.smallZigzag("minutes since a due day was told") : Days.NONE;
      long amount = worth ? in.zigzag() : 0;
      int amountAt = worth ? at + in.smallZigzag("minutes since a worth was told") : Days.NONE;
      int currency = worth ? in.upTo(MOST_CURRENCIES, "a currency") : 0;
      items.add(
          new Register.Item(
              hashes[i], (head & ~HAS) >>> HAS_BITS, at, day, dayAt, amount, amountAt, currency));
    }
    return Register.of(items, forgotten);
  }
}
