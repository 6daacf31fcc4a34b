package dev.customerhealth.notify.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * One POST: no redirects, a limit for all of it, and an answer of which only the status and the
 * wish to wait are looked at. Thread safe.
 */
public final class HttpSender {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY = 429;

  /** What is wrong with the request itself stays wrong; what keeps us out may be mended. */
  private static final Set<Integer> FINAL = Set.of(BAD_REQUEST, 405, 410, 411, 413, 414, 415, 422);

  private final HttpClient client;
  private final Duration limit;
  private final TargetGuard.Lookup lookup;

  /**
   * A sender.
   *
   * @param limit how long an attempt may take, to the last byte of the answer
   */
  public HttpSender(Duration limit) {
    this(limit, InetAddress::getAllByName, Optional.empty());
  }

  /**
   * A sender that is told where names lead and whom to trust.
   *
   * @param lookup asked before every attempt; the connection itself asks the JDK
   * @param tls makes protected connections; empty for the JVM's own
   */
  HttpSender(Duration limit, TargetGuard.Lookup lookup, Optional<SSLContext> tls) {
    this.limit = limit;
    this.lookup = lookup;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1);
    tls.ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** How long an attempt may take. */
  Duration limit() {
    return limit;
  }

  /** Sends a body. */
  Outcome post(URI uri, boolean allowPrivate, Map<String, String> headers, String body, Instant now)
      throws InterruptedException {
    try {
      Optional<String> objection = TargetGuard.objection(uri, allowPrivate, lookup);
      if (objection.isPresent()) {
        return new Outcome.Refused(objection.get());
      }
    } catch (UnknownHostException e) {
      return later("unknown host");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(limit)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("User-Agent", "customer-health-notifier");
    headers.forEach(request::header);
    // The limit of the request ends with the headers of the answer; a body may trickle for ever.
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
    try {
      return outcome(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS), now);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return later("no answer within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return later(inWords(e.getCause()));
    }
  }

  private static Outcome outcome(HttpResponse<Void> answer, Instant now) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered();
    }
    if (status >= 300 && status < BAD_REQUEST) {
      return new Outcome.Refused("HTTP " + status + ": redirects are not followed");
    }
    if (FINAL.contains(status)) {
      return new Outcome.Refused("HTTP " + status);
    }
    Optional<Duration> after =
        status == TOO_MANY || status >= 500
            ? answer.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.of(text, now))
            : Optional.empty();
    return new Outcome.TryLater("HTTP " + status, after);
  }

  /** Messages of exceptions may repeat the address, which may be a password. */
  private static String inWords(Throwable failure) {
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof ConnectException) {
      return "no connection";
    }
    if (failure instanceof SSLException) {
      return "TLS failed";
    }
    return failure instanceof IOException
        ? "the connection broke"
        : "failed: " + failure.getClass().getSimpleName();
  }

  private static Outcome later(String reason) {
    return new Outcome.TryLater(reason, Optional.empty());
  }
}
