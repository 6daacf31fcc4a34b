package dev.customerhealth.topology;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.RandomHistory;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.ContractSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random history as it comes over the wire, with nonsense and rubbish between: what is sent, and
 * which of it counts. The same seed makes the same history.
 */
public final class WireHistory {

  private final Topics topics;
  private final ContractSerdes serdes;
  private final SignalsOnTheWire wire;
  private final SplittableRandom random;
  private final List<Sent> sent = new ArrayList<>();

  private WireHistory(long seed, Topics topics, ContractSerdes serdes) {
    this.topics = topics;
    this.serdes = serdes;
    this.wire = new SignalsOnTheWire(topics);
    this.random = new SplittableRandom(seed);
  }

  /** A random history of so many accounts over so many steps, in order of arrival. */
  public static List<Sent> of(
      long seed, int accounts, int steps, Topics topics, ContractSerdes serdes) {
    WireHistory history = new WireHistory(seed, topics, serdes);
    for (Given without : RandomHistory.of(seed, accounts, steps)) {
      Given given = ForetoldParents.withParent(without);
      history.add(given);
      if (history.random.nextInt(10) == 0) {
        history.addNonsense(given);
      }
    }
    return history.sent;
  }

  /** A history that goes on with one more tick. */
  public static List<Sent> andThen(
      List<Sent> history, Instant tick, Topics topics, ContractSerdes serdes) {
    WireHistory more = new WireHistory(0, topics, serdes);
    more.sent.addAll(history);
    more.add(Given.tick(tick));
    return more.sent;
  }

  /** The latest business time that is told in it. */
  public static Instant lastTick(List<Sent> sent) {
    return counting(sent).stream()
        .filter(given -> given.tick() != null)
        .map(Given::tick)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** What of it the service must take notice of, for the oracle. */
  public static List<Given> counting(List<Sent> sent) {
    return sent.stream().filter(each -> each.fate == Fate.COUNTS).map(each -> each.given).toList();
  }

  private void add(Given given) {
    if (given.tick() != null) {
      sent.add(
          new Sent(
              given,
              Fate.COUNTS,
              topics.clockTicks(),
              null,
              bytes(topics.clockTicks(), WireEvents.tick(given.tick()))));
    } else {
      addSignal(given, given.signal().accept(wire));
    }
  }

  private <V extends SpecificRecord> void addSignal(Given given, SignalsOnTheWire.Sent<V> record) {
    Fate fate = saysTooLittle(given) ? Fate.REJECTED : Fate.COUNTS;
    sent.add(
        new Sent(
            given,
            fate,
            record.topic(),
            key(record.key()),
            record.value() == null ? null : bytes(record.topic(), record.value())));
  }

  /** A change of the contract that does not say what it is worth now is refused at the door. */
  private static boolean saysTooLittle(Given given) {
    if (!(given.signal() instanceof SubscriptionSignal change)) {
      return false;
    }
    return switch (change.kind()) {
      case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED -> change.mrrAfterMinor() == null;
      default -> false;
    };
  }

  private void addNonsense(Given near) {
    String account = near.tick() == null ? near.signal().accountId() : "account-0";
    Instant at = near.tick() == null ? near.signal().occurredAt() : near.tick();
    if (near.signal() instanceof ProfileRemoved) {
      return;
    }
    String id = "nonsense-" + sent.size();
    switch (random.nextInt(8)) {
      case 0 -> rubbish(topics.productUsage(), account, new byte[] {1, 2, 3});
      case 1 -> rubbish(topics.supportTickets(), account, new byte[0]);
      case 2 -> {
        Topic<SurveyResponseEvent> surveys = topics.surveyResponses();
        byte[] whole = bytes(surveys, WireEvents.nps(account, id, 9, at).build());
        rubbish(surveys, account, Arrays.copyOf(whole, whole.length - 2));
      }
      case 3 ->
          nonsense(topics.surveyResponses(), account, WireEvents.nps(account, id, 11, at).build());
      case 4 ->
          nonsense(topics.productUsage(), account, usage(account, id, at).setCount(-1L).build());
      case 5 -> nonsense(topics.productUsage(), "another", usage(account, id, at).build());
      case 6 -> nonsense(topics.productUsage(), null, usage(account, id, at).build());
      default ->
          nonsense(
              topics.clockTicks(),
              null,
              ClockTick.newBuilder().setTime(Instant.parse("2199-01-01T00:00:00Z")).build());
    }
  }

  private static ProductUsageEvent.Builder usage(String account, String id, Instant at) {
    return WireEvents.login(account, id, "somebody", at);
  }

  private void rubbish(Topic<?> topic, String account, byte[] bytes) {
    sent.add(new Sent(null, Fate.DEAD_LETTER, topic, key(account), bytes));
  }

  private <V extends SpecificRecord> void nonsense(Topic<V> topic, String key, V value) {
    sent.add(
        new Sent(null, Fate.REJECTED, topic, key == null ? null : key(key), bytes(topic, value)));
  }

  private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return serdes.of(topic.valueType()).serializer().serialize(topic.name(), value);
  }

  private static byte[] key(String account) {
    return account.getBytes(StandardCharsets.UTF_8);
  }

  /** What must become of a record. */
  public enum Fate {
    /** It is told to its account, or to the clock. */
    COUNTS,
    /** It makes no sense. */
    REJECTED,
    /** It does not decode. */
    DEAD_LETTER
  }

  /** A record sent. */
  public static final class Sent {
    public final Given given;
    public final Fate fate;
    public final Topic<?> topic;
    public final byte[] key;
    public final byte[] value;

    Sent(Given given, Fate fate, Topic<?> topic, byte[] key, byte[] value) {
      this.given = given;
      this.fate = fate;
      this.topic = topic;
      this.key = key;
      this.value = value;
    }
  }
}
