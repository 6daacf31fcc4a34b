package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private final StringWriter err = new StringWriter();

  @Test
  void what_arrives_changes_no_exit_code() {
    ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    StandardOutput out = StandardOutput.to(arrived);
    out.writer().print("score 47");

    assertThat(out.exitCode(0, new PrintWriter(err))).isZero();
    assertThat(arrived.toString(StandardCharsets.US_ASCII)).isEqualTo("score 47");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void output_that_does_not_fit_on_the_disk_is_a_failure_that_is_told() {
    StandardOutput out = StandardOutput.to(failing("No space left on device"));
    out.writer().println("score 47");

    assertThat(out.exitCode(0, new PrintWriter(err))).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("customer-health: the output cannot be written: No space left on device");
  }

  @Test
  void a_reader_that_has_read_enough_is_no_failure_to_talk_about() {
    StandardOutput out = StandardOutput.to(failing("Broken pipe"));
    out.writer().println("score 47");

    assertThat(out.exitCode(0, new PrintWriter(err))).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_failure_of_the_command_itself_stays_the_exit_code() {
    StandardOutput out = StandardOutput.to(failing("Broken pipe"));
    out.writer().println("score 47");

    assertThat(out.exitCode(2, new PrintWriter(err))).isEqualTo(2);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
