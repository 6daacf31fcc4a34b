package dev.customerhealth.bench;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The events of the benchmark: a seeded book of accounts over 30 days, of which 94% are product
 * usage, 4% support tickets, 1% surveys and 1% sentiment of the account's manager, with a profile
 * per account and an hourly tick per partition. As bytes of the wire format, so that making them
 * costs nothing while the clock runs.
 *
 * <p>They are spread evenly, so that events and the passing of time come in a proportion of real
 * life: 5,000 accounts and 8,400,000 events make 56 an account and day. The first half fills the
 * accounts and warms the JVM: its compiler is busy for almost a minute on a machine with 2
 * processors, and a service that runs for weeks is not measured by that. The second half lasts half
 * a minute or longer, so that no single collection and no neighbour of a second decides.
 */
final class Workload {
  private static final long SEED = 20_261_121;
  private static final Duration TICK = Duration.ofHours(1);
  private static final int FEATURES = 24;
  private static final int FEWEST_USERS = 3;

  private final Topics topics;
  private final Serializer<SpecificRecord> serializer;
  private final ZipfAccounts zipf;
  private final BenchmarkOptions.Book book;
  private final SplittableRandom random = new SplittableRandom(SEED);

  Workload(Topics topics, Serializer<SpecificRecord> serializer, BenchmarkOptions.Book book) {
    this.topics = topics;
    this.serializer = serializer;
    this.book = book;
    this.zipf = new ZipfAccounts(book.accounts());
  }

  /**
   * What a contestant finds when it starts.
   *
   * @param records in their order
   * @param warmUp how many of them, from the first on, are there to fill state and warm the JVM
   */
  record History(List<ProducerRecord<byte[], byte[]>> records, int warmUp) {}

  /** The history, ending at the given time. */
  History history(int events, Instant end) {
    Instant begin = end.minus(book.span());
    long millis = book.span().toMillis();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events + book.accounts());
    for (int account = 0; account < book.accounts(); account++) {
      records.add(profile(account, begin));
    }
    int warmUp = 0;
    Instant nextTick = begin;
    for (int number = 0; number < events; number++) {
      if (number == events / 2) {
        warmUp = records.size();
      }
      Instant at = begin.plusMillis(millis * number / events);
      for (; !nextTick.isAfter(at); nextTick = nextTick.plus(TICK)) {
        addTicks(records, nextTick);
      }
      records.add(event("e" + number, zipf.draw(random), at));
    }
    return new History(records, warmUp);
  }

  /** Events of the present, mixed as the history. Their ids are the prefix and their index. */
  List<ProducerRecord<byte[], byte[]>> live(String idPrefix, int events, Instant now) {
    List<ProducerRecord<byte[], byte[]>> live = new ArrayList<>(events);
    for (int index = 0; index < events; index++) {
      live.add(event(idPrefix + index, zipf.draw(random), now));
    }
    return live;
  }

  /** One usage event for every partition. */
  List<ProducerRecord<byte[], byte[]>> probes(String idPrefix, Instant now) {
    List<ProducerRecord<byte[], byte[]>> probes = new ArrayList<>();
    for (int partition = 0; partition < topics.productUsage().partitions(); partition++) {
      int account = 0;
      while (Partitions.of(key(account), topics.productUsage().partitions()) != partition) {
        account++;
      }
      probes.add(usage(idPrefix + partition, account, now));
    }
    return probes;
  }

  private void addTicks(List<ProducerRecord<byte[], byte[]>> records, Instant time) {
    byte[] value =
        bytes(
            topics.clockTicks(),
            ClockTick.newBuilder().setTime(time).setSource("benchmark").build());
    for (int partition = 0; partition < topics.clockTicks().partitions(); partition++) {
      records.add(new ProducerRecord<>(topics.clockTicks().name(), partition, null, value));
    }
  }

  private ProducerRecord<byte[], byte[]> profile(int account, Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return keyed(
        topics.accountProfiles(),
        account,
        AccountProfile.newBuilder()
            .setAccountId(id(account))
            .setUpdatedAt(at)
            .setName("Account " + account)
            .setSegment(account % 10 == 0 ? "enterprise" : "smb")
            .setCsmId("csm-" + account % 40)
            .setContractStart(today.minusDays(400))
            .setRenewalDate(today.plusDays(30 + account % 300))
            .setPaidSeats(users(account) + 5)
            .setArrMinor(1_200_000L + account * 1_000L)
            .setCurrency("EUR")
            .setPlanFeatures(List.of("f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7"))
            .setValuableFeatures(List.of("f0", "f1", "f2"))
            .build());
  }

  private ProducerRecord<byte[], byte[]> event(String eventId, int account, Instant at) {
    int kind = random.nextInt(100);
    if (kind < 94) {
      return usage(eventId, account, at);
    }
    if (kind < 98) {
      return ticket(eventId, account, at);
    }
    return kind == 98 ? survey(eventId, account, at) : sentiment(eventId, account, at);
  }

  private ProducerRecord<byte[], byte[]> usage(String eventId, int account, Instant at) {
    ProductUsageEvent.Builder usage =
        ProductUsageEvent.newBuilder()
            .setEventId(eventId)
            .setAccountId(id(account))
            .setOccurredAt(at)
            .setUserId("u" + random.nextInt(users(account)));
    int kind = random.nextInt(100);
    if (kind < 60) {
      usage
          .setType(UsageType.FEATURE_USED)
          .setFeature("f" + random.nextInt(FEATURES))
          .setCount(1L + random.nextInt(5));
    } else if (kind < 82) {
      usage.setType(UsageType.SESSION).setDurationSeconds(60L + random.nextInt(3_600));
    } else {
      usage.setType(UsageType.LOGIN);
    }
    return keyed(topics.productUsage(), account, usage.build());
  }

  private ProducerRecord<byte[], byte[]> ticket(String eventId, int account, Instant at) {
    boolean opened = random.nextBoolean();
    return keyed(
        topics.supportTickets(),
        account,
        SupportTicketEvent.newBuilder()
            .setEventId(eventId)
            .setAccountId(id(account))
            .setOccurredAt(at)
            .setType(opened ? TicketEventType.OPENED : TicketEventType.RESOLVED)
            .setTicketId("t" + random.nextInt(5))
            .setPriority(random.nextInt(8) == 0 ? TicketPriority.URGENT : TicketPriority.NORMAL)
            .setSentiment(random.nextDouble() * 2 - 1)
            .setElapsedMinutes(opened ? null : 10L + random.nextInt(5_000))
            .build());
  }

  private ProducerRecord<byte[], byte[]> survey(String eventId, int account, Instant at) {
    return keyed(
        topics.surveyResponses(),
        account,
        SurveyResponseEvent.newBuilder()
            .setEventId(eventId)
            .setAccountId(id(account))
            .setOccurredAt(at)
            .setKind(SurveyKind.NPS)
            .setValue(random.nextInt(11))
            .setScaleMin(0.0)
            .setScaleMax(10.0)
            .setDirection(ScaleDirection.HIGHER_IS_BETTER)
            .setRespondentId("u" + random.nextInt(users(account)))
            .build());
  }

  private ProducerRecord<byte[], byte[]> sentiment(String eventId, int account, Instant at) {
    return keyed(
        topics.successActivities(),
        account,
        SuccessActivity.newBuilder()
            .setEventId(eventId)
            .setAccountId(id(account))
            .setOccurredAt(at)
            .setType(SuccessActivityType.SENTIMENT_RECORDED)
            .setValue((double) (1 + random.nextInt(5)))
            .setScaleMin(1.0)
            .setScaleMax(5.0)
            .build());
  }

  /**
   * From few to the most users, a third of the most in the middle; the same for every run. With the
   * standard 60 it is 20 in the middle.
   */
  private int users(int account) {
    int mixed = Math.floorMod(account * 7919, 1000);
    int users = FEWEST_USERS + (int) ((long) mixed * mixed * book.mostUsers() / 900_000);
    return Math.min(book.mostUsers(), users);
  }

  private static String id(int account) {
    return "account-" + account;
  }

  private static byte[] key(int account) {
    return id(account).getBytes(StandardCharsets.UTF_8);
  }

  private <T extends SpecificRecord> ProducerRecord<byte[], byte[]> keyed(
      Topic<T> topic, int account, T value) {
    return new ProducerRecord<>(topic.name(), key(account), bytes(topic, value));
  }

  private byte[] bytes(Topic<? extends SpecificRecord> topic, SpecificRecord value) {
    return serializer.serialize(topic.name(), value);
  }
}
