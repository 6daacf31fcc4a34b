package dev.customerhealth.intake;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetHold;

/**
 * Reads clock-ticks (T). A tick has no key: it is for every account of its partition. One from the
 * future is refused like any event, because it would age every account at once. A verdict about the
 * whole fleet comes the same way: it is for every partition too, and a topic of its own would cost
 * every record of the others.
 *
 * @param limits what is taken for possible
 */
public record TickReader(IntakeLimits limits) implements SignalReader<ClockTick> {

  @Override
  public Received read(String key, ClockTick tick, Origin origin) {
    Inspection inspection = new Inspection(origin).value(tick);
    if (inspection.passed()) {
      inspection.time("time", tick.getTime(), limits).text("source", tick.getSource());
    }
    FleetHold hold = tick == null ? null : tick.getHold();
    if (inspection.passed() && hold != null) {
      inspection.id("hold.cause", hold.getCause());
    }
    if (!inspection.passed()) {
      return inspection.rejection(null, null, tick);
    }
    return hold == null
        ? new TimeTold(tick.getTime())
        : new HoldTold(hold.getCause(), hold.getEpisode(), hold.getHeld());
  }
}
