package dev.customerhealth.replay;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.intake.AlertCommandReader;
import dev.customerhealth.intake.CommandReader;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.ProfileReader;
import dev.customerhealth.intake.Received;
import dev.customerhealth.intake.SignalReader;
import dev.customerhealth.intake.SubscriptionReader;
import dev.customerhealth.intake.SuccessReader;
import dev.customerhealth.intake.SurveyReader;
import dev.customerhealth.intake.TickReader;
import dev.customerhealth.intake.TicketReader;
import dev.customerhealth.intake.UsageReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The doors of the topics that tell of accounts and of time, by the name of the topic. */
final class Doors {

  private final Map<String, Door<?>> doors = new LinkedHashMap<>();

  /** The doors of an installation. */
  Doors(Topics topics, IntakeLimits limits) {
    add(topics.productUsage(), new UsageReader(limits));
    add(topics.supportTickets(), new TicketReader(limits));
    add(topics.surveyResponses(), new SurveyReader(limits));
    add(topics.accountProfiles(), new ProfileReader(limits));
    add(topics.subscriptionChanges(), new SubscriptionReader(limits));
    add(topics.successActivities(), new SuccessReader(limits));
    add(topics.accountCommands(), new CommandReader(limits));
    add(topics.alertCommands(), new AlertCommandReader(limits));
    add(topics.clockTicks(), new TickReader(limits));
  }

  private record Door<V extends SpecificRecord>(Topic<V> topic, SignalReader<V> reader) {
    Received read(String key, SpecificRecord value, Origin origin) {
      return reader.read(key, topic.valueType().cast(value), origin);
    }
  }

  private <V extends SpecificRecord> void add(Topic<V> topic, SignalReader<V> reader) {
    doors.put(topic.name(), new Door<>(topic, reader));
  }

  /** The topics behind which there is a door. */
  List<Topic<?>> topics() {
    return doors.values().stream().<Topic<?>>map(Door::topic).toList();
  }

  /**
   * What a record of one of these topics turns out to be.
   *
   * @param value null for a tombstone
   */
  Received read(String key, SpecificRecord value, Origin origin) {
    return doors.get(origin.topic()).read(key, value, origin);
  }
}
