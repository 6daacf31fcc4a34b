package dev.customerhealth.state;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Register;
import java.util.ArrayList;
import java.util.List;

/** Things followed one by one, as bytes. Minutes and days are written as distances from "now". */
final class RegisterSection {
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
    out.varint(register.size());
    out.varint(register.forgotten());
    for (int i = 0; i < register.size(); i++) {
      out.bits(register.item(i).hash(), Register.HASH_BITS);
    }
    out.endBits();
    for (int i = 0; i < register.size(); i++) {
      Register.Item item = register.item(i);
      boolean dated = item.day() != Days.NONE;
      boolean worth = item.amountAt() != Days.NONE;
      out.varint(
          (long) item.flags() << HAS_BITS | (dated ? HAS_DAY : 0) | (worth ? HAS_AMOUNT : 0));
      out.zigzag((long) now - item.at());
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
    int size = in.upTo(Register.MOST, "items");
    long forgotten = in.varint();
    int[] hashes = new int[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = (int) in.bits(Register.HASH_BITS);
    }
    in.endBits();
    List<Register.Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int head = in.upTo(MOST_FLAGS, "flags of an item");
      int at = now - in.smallZigzag("minutes since a state");
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
