package dev.customerhealth.simulation;

import dev.customerhealth.contract.Topics;

/** Where each kind of fact goes. */
final class Places {
  private static final Topics TOPICS = Topics.standard();

  static final String USAGE = TOPICS.productUsage().name();
  static final String TICKETS = TOPICS.supportTickets().name();
  static final String SURVEYS = TOPICS.surveyResponses().name();
  static final String PROFILES = TOPICS.accountProfiles().name();
  static final String SUBSCRIPTIONS = TOPICS.subscriptionChanges().name();
  static final String ACTIVITIES = TOPICS.successActivities().name();
  static final String COMMANDS = TOPICS.accountCommands().name();

  private Places() {}
}
