package dev.customerhealth.wire;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Tells a registry that cannot be asked from a record that cannot be read, whichever serializer is
 * in use.
 */
public final class RegistryFailures {
  private static final String REST_CLIENT_EXCEPTION =
      "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException";

  /**
   * Confluent's RestClientException and what is made of it end in this; its type is not on our
   * class path.
   */
  private static final Pattern ERROR_CODE = Pattern.compile("; error code: (\\d+)");

  private static final int MAX_CAUSES = 20;

  private RegistryFailures() {}

  /**
   * Whether a failure, or any of its causes, means that the registry could not be asked: then no
   * record is at fault and none may be skipped. True for unreachable, timeouts, 5xx, 401, 403, 408,
   * 429 and answers that are no registry's; false for undecodable bytes, unknown schemas (404xx)
   * and refused schemas (409, 422xx).
   *
   * @param failure what was thrown by a serializer or deserializer; may be null
   */
  public static boolean isUnavailable(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof UndecodableRecordException
          || cause instanceof RegistryRefusedException) {
        return false;
      }
      if (cause instanceof RegistryUnavailableException || isConnectionFailure(cause)) {
        return true;
      }
      Optional<String> code = errorCode(cause);
      if (code.isPresent()) {
        return isUnavailable(code.get());
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * What the registry said, when a failure of Confluent's classes is a decision of the registry
   * rather than an outage or a record that does not fit.
   */
  static Optional<String> refusal(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      Optional<String> code = errorCode(cause);
      if (code.isPresent()) {
        return isUnavailable(code.get()) ? Optional.empty() : Optional.of(cause.getMessage());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> errorCode(Throwable cause) {
    Matcher code = ERROR_CODE.matcher(String.valueOf(cause.getMessage()));
    return isConfluents(cause) && code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }

  private static boolean isConnectionFailure(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof HttpTimeoutException
        || cause instanceof SSLException
        // A proxy's page where the registry's JSON was expected. Confluent's classes may come with
        // a Jackson of their own.
        || cause.getClass().getName().contains(".fasterxml.jackson.");
  }

  /** Confluent turns some of its exceptions into Kafka's and keeps only the text. */
  private static boolean isConfluents(Throwable cause) {
    String name = cause.getClass().getName();
    return name.equals(REST_CLIENT_EXCEPTION) || name.startsWith("org.apache.kafka.common.");
  }

  /**
   * Codes are an HTTP status (401) or a status with two more digits (40403, 50001). A bare 404
   * comes from a proxy.
   */
  private static boolean isUnavailable(String errorCode) {
    int status = Integer.parseInt(errorCode.substring(0, Math.min(3, errorCode.length())));
    boolean bare = errorCode.length() <= 3;
    return switch (status) {
      case 401, 403, 408, 429 -> true;
      case 404 -> bare;
      default -> status >= 500;
    };
  }
}
