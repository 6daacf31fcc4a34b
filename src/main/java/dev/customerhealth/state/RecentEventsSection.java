package dev.customerhealth.state;

import dev.customerhealth.domain.account.RecentEvents;

/** The ids of the events seen last, as bytes. */
final class RecentEventsSection {
  private RecentEventsSection() {}

  static void write(ByteWriter out, RecentEvents events) {
    out.varint(events.size());
    for (int i = 0; i < events.size(); i++) {
      out.bits(events.hash(i), RecentEvents.HASH_BITS);
    }
    out.endBits();
    out.varint(events.eventsToday());
    out.varint(events.busiestDay());
    out.varint(events.forgotten());
  }

  static RecentEvents read(ByteReader in) {
    long[] hashes = new long[in.upTo(RecentEvents.MAX_KEPT, "recent events")];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = in.bits(RecentEvents.HASH_BITS);
    }
    in.endBits();
    return RecentEvents.of(hashes, in.varint(), in.varint(), in.varint());
  }
}
