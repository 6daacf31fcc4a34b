package dev.customerhealth.runtime;

import java.util.Comparator;
import java.util.Map;

/** What every thread of this process does right now, as text. */
final class ThreadDump {

  private ThreadDump() {}

  static String ofAll() {
    StringBuilder dump = new StringBuilder();
    Thread.getAllStackTraces().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Thread::getName)))
        .forEach(
            entry -> {
              Thread thread = entry.getKey();
              dump.append('"').append(thread.getName()).append("\" ").append(thread.getState());
              for (StackTraceElement frame : entry.getValue()) {
                dump.append("\n    at ").append(frame);
              }
              dump.append('\n');
            });
    return dump.toString();
  }
}
