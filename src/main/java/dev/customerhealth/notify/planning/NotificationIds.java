package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.planning.Notification.Told;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Ids of notifications: from what they say, to whom and when, never by chance. */
final class NotificationIds {

  private static final int BYTES = 16;

  private NotificationIds() {}

  static String of(Address address, String group, List<Told> told, Instant plannedAt) {
    MessageDigest digest = sha256();
    add(digest, address.targetId());
    add(digest, address.csm());
    add(digest, group);
    add(digest, plannedAt.toString());
    for (Told each : told) {
      add(digest, each.notice().alertId());
      add(digest, each.notice().step().name());
      add(digest, each.notice().at().toString());
    }
    return "msg_" + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
