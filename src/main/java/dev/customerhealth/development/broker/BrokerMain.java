package dev.customerhealth.development.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The broker as a process of its own: {@code BrokerMain DIRECTORY PORT}.
 *
 * <p>Prints {@code READY host:port} on stdout when it takes requests. Ends when stdin is closed, so
 * that it cannot outlive the process that started it, or on SIGTERM; status 1 with one line on
 * stderr when it cannot start or fails.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: BrokerMain DIRECTORY PORT");
      System.exit(2);
    }
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    } catch (BrokerStartException failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
      return;
    }
    broker.onFailure(
        text -> {
          System.err.println(text);
          Runtime.getRuntime().halt(1);
        });
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-close"));
    System.out.println("READY " + broker.bootstrapServers());
    awaitEndOfInput();
    System.exit(0);
  }

  private static void awaitEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // A broken pipe says the same as its end: the parent is no more.
      System.err.println("the process that started the broker is gone: " + gone.getMessage());
    }
  }
}
