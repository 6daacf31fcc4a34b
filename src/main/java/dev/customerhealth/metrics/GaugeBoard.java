package dev.customerhealth.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Gauges that come and go with what they measure. Thread safe. */
final class GaugeBoard {
  private final MeterRegistry registry;
  private final Map<Key, Held> gauges = new ConcurrentHashMap<>();

  GaugeBoard(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Which gauge: its name and its labels, keys and values in turn. */
  record Key(String name, Tags tags) {}

  /** A gauge and the bits of its value. */
  private record Held(Gauge gauge, AtomicLong bits) {}

  /** Shows a value; what is no number is not shown. */
  void show(String name, String description, Tags tags, double value) {
    Key key = new Key(name, tags);
    if (Double.isNaN(value)) {
      Held gone = gauges.remove(key);
      if (gone != null) {
        registry.remove(gone.gauge);
      }
      return;
    }
    gauges
        .computeIfAbsent(key, added -> held(added, description, value))
        .bits
        .set(Double.doubleToRawLongBits(value));
  }

  private Held held(Key key, String description, double value) {
    AtomicLong bits = new AtomicLong(Double.doubleToRawLongBits(value));
    Gauge gauge =
        Gauge.builder(key.name, bits, held -> Double.longBitsToDouble(held.get()))
            .description(description)
            .tags(key.tags)
            .register(registry);
    return new Held(gauge, bits);
  }

  /** Takes down what meets a condition. */
  void takeDown(Predicate<Key> condition) {
    Iterator<Map.Entry<Key, Held>> all = gauges.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Held> each = all.next();
      if (condition.test(each.getKey())) {
        registry.remove(each.getValue().gauge);
        all.remove();
      }
    }
  }
}
