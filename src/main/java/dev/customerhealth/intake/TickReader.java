package dev.customerhealth.intake;

import dev.customerhealth.avro.ClockTick;

/**
 * Reads clock-ticks (T). A tick has no key: it is for every account of its partition. One from the
 * future is refused like any event, because it would age every account at once.
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
    return inspection.passed()
        ? new TimeTold(tick.getTime())
        : inspection.rejection(null, null, tick);
  }
}
