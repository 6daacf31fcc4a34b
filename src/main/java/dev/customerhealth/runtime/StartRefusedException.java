package dev.customerhealth.runtime;

import java.util.List;

/** The service must not start: something around it is not as it has to be. One line per problem. */
public final class StartRefusedException extends Exception {

  public StartRefusedException(List<String> problems) {
    super(String.join("\n", problems));
  }

  public StartRefusedException(String problem) {
    super(problem);
  }
}
