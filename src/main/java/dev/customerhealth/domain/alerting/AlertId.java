package dev.customerhealth.domain.alerting;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The identity of an alert. */
public final class AlertId {

  private AlertId() {}

  /**
   * From account, rule and episode: the same after every replay. Parts go in with their lengths, so
   * that no two triples read the same.
   */
  public static String of(String accountId, String ruleId, long episode) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String part : List.of(accountId, ruleId)) {
        byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
      }
      out.writeLong(episode);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return UUID.nameUUIDFromBytes(bytes.toByteArray()).toString();
  }
}
