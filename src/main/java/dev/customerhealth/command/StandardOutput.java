package dev.customerhealth.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * What a command prints, and whether it arrived. {@link System#out} swallows every failure: on a
 * full disk a report would be cut off with the exit code of success.
 */
final class StandardOutput {

  /** What a shell answers with for a program whose reader is gone (128 + SIGPIPE). */
  static final int READER_GONE = 141;

  private final Remembering stream;
  private final PrintWriter writer;

  private StandardOutput(OutputStream raw) {
    this.stream = new Remembering(new BufferedOutputStream(raw));
    this.writer = new PrintWriter(new OutputStreamWriter(stream, charset()), true);
  }

  /** That of this process. */
  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  /** One that writes to a stream. */
  static StandardOutput to(OutputStream raw) {
    return new StandardOutput(raw);
  }

  /** For text. */
  PrintWriter writer() {
    return writer;
  }

  /**
   * The exit code of a command that ended with this one: another when its output did not arrive.
   * Says why on stderr, but not that a reader such as {@code head} has read enough.
   */
  int exitCode(int ended, PrintWriter err) {
    writer.flush();
    IOException failure = stream.failure;
    if (failure == null) {
      return ended;
    }
    if (isReaderGone(failure)) {
      return ended == 0 ? READER_GONE : ended;
    }
    err.println("customer-health: the output cannot be written: " + failure.getMessage());
    err.flush();
    return ended == 0 ? 1 : ended;
  }

  /** Whether a failure says only that nobody reads any more. */
  static boolean isReaderGone(Throwable failure) {
    return failure instanceof IOException && "Broken pipe".equals(failure.getMessage());
  }

  /** As the terminal has it; from JDK 18 on Java's own default is another. */
  private static Charset charset() {
    String told = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return told == null ? Charset.defaultCharset() : Charset.forName(told);
  }

  /** A writer asks no stream why it failed; this one can tell. */
  private static final class Remembering extends OutputStream {
    private final OutputStream to;
    private volatile IOException failure;

    Remembering(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int octet) throws IOException {
      remember(() -> to.write(octet));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      remember(() -> to.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
      remember(to::flush);
    }

    private void remember(Attempt attempt) throws IOException {
      try {
        attempt.make();
      } catch (IOException failed) {
        failure = failure == null ? failed : failure;
        throw failed;
      }
    }
  }

  private interface Attempt {
    void make() throws IOException;
  }
}
