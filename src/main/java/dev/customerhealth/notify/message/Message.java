package dev.customerhealth.notify.message;

/** What is sent. */
public sealed interface Message {

  /**
   * A JSON document.
   *
   * @param contentType its media type
   * @param text the document
   */
  record Json(String contentType, String text) implements Message {}

  /**
   * A mail with two bodies that say the same.
   *
   * @param subject one line
   * @param text plain text
   * @param html HTML
   */
  record Mail(String subject, String text, String html) implements Message {}

  /**
   * A line for the log.
   *
   * @param text one line
   */
  record Line(String text) implements Message {}
}
