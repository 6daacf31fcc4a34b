package dev.customerhealth.command;

import picocli.CommandLine.Option;

/** Who publishes or ends something, and why; both go to the audit log. */
final class PublicationReason {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; goes to the audit log.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides it; goes to the audit log. Default: the user's login name.")
  private String who;

  String reason() {
    return reason;
  }

  /** Null for the user's login name. */
  String who() {
    return who;
  }
}
