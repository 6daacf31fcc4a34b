package dev.customerhealth.history;

import java.io.IOException;

/** A history, line by line, in the order in which it is to be sent. */
public interface JudgedLines {

  /**
   * The next line; null at the end.
   *
   * @throws IOException when a file cannot be read on
   */
  JudgedLine next() throws IOException;
}
