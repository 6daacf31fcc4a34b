package dev.customerhealth.runtime;

import dev.customerhealth.config.FileTrouble;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.errors.FailureKind;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what went wrong in one line a person can act on. */
public final class PlainWords {

  /** Kafka Streams' words, for the state directory it names between brackets. */
  private static final Pattern STATE_IN_USE =
      Pattern.compile("running in the same state directory.*\\[([^]]+)]");

  private PlainWords() {}

  /** One line per problem, never empty, without class names where the cause is known. */
  public static String of(Throwable failure) {
    boolean onlyWraps =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    if (onlyWraps && failure.getCause() != null) {
      return of(failure.getCause());
    }
    if (failure instanceof InvalidConfigException
        || failure instanceof StartRefusedException
        || failure instanceof ServiceFailedException) {
      return failure.getMessage();
    }
    List<Throwable> chain = chain(failure);
    if (FailureKind.of(failure) == FailureKind.DISK_FULL) {
      return "the disk is full: "
          + oneLine(chain.get(chain.size() - 1))
          + "; make room and start again";
    }
    for (Throwable cause : chain) {
      Matcher inUse = STATE_IN_USE.matcher(String.valueOf(cause.getMessage()));
      if (inUse.find()) {
        return "another process works with the state in "
            + inUse.group(1)
            + ": every process needs a state-dir of its own";
      }
      if (cause instanceof BindException) {
        String told = oneLine(chain.get(0));
        return told.contains("in use") ? told : "a port is in use: " + told;
      }
      if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
        return "the broker refuses us: " + oneLine(cause);
      }
      if (cause instanceof TimeoutException) {
        return "the broker does not answer: " + oneLine(cause);
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    String told = oneLine(failure);
    return root == failure || told.contains(oneLine(root)) ? told : told + ": " + oneLine(root);
  }

  private static String oneLine(Throwable failure) {
    if (failure instanceof FileSystemException about && about.getFile() != null) {
      return about.getFile() + ": " + FileTrouble.of(about);
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse(message);
    // A message such as "/srv/health" or "broker" says nothing without the kind of failure.
    boolean unclearAlone = !(failure instanceof IOException) && line.indexOf(' ') < 0;
    return unclearAlone ? failure.getClass().getSimpleName() + " " + line : line;
  }

  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }
}
