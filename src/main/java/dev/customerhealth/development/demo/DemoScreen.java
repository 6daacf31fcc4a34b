package dev.customerhealth.development.demo;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.command.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Shows the board: on a terminal one fixed screen, redrawn in place; elsewhere the alerts as they
 * come and a plain picture every few seconds.
 */
final class DemoScreen {
  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final Duration PICTURE = Duration.ofSeconds(5);
  private static final int PLAIN_FALLS = 5;

  /** Lines that are there whatever the terminal's height: head, titles, bands, foot. */
  private static final int FIXED_LINES = 16;

  private static final int REDRAWS_PER_MEASUREMENT = 2;

  private static final String LINE = "\u001b[%d;1H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR = "\u001b[2J";

  /** Without cursor, and without wrapping: a window made smaller would shift everything. */
  private static final String ALTERNATE_SCREEN = "\u001b[?1049h\u001b[?25l\u001b[?7l" + CLEAR;

  private static final String NORMAL_SCREEN = "\u001b[?7h\u001b[?25h\u001b[?1049l";

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final DemoText text;
  private final PrintWriter out;
  private final boolean quiet;
  private Optional<Terminal> terminal;
  private int redraws;
  private long alertsShown;
  private long eventsShown;
  private long passedOverShown;
  private Duration sincePicture = PICTURE;

  private DemoScreen(DemoText text, Optional<Terminal> terminal, PrintWriter out, boolean quiet) {
    this.text = text;
    this.terminal = terminal;
    this.out = out;
    this.quiet = quiet;
  }

  /** A screen for this terminal, or plain text where there is none. */
  static DemoScreen of(DemoText text, Optional<Terminal> terminal, PrintWriter out) {
    return new DemoScreen(text, terminal, out, false);
  }

  /** Plain pictures without single alerts, and only after something has changed. */
  static DemoScreen quiet(DemoText text, PrintWriter out) {
    return new DemoScreen(text, Optional.empty(), out, true);
  }

  /** How long to wait between two calls of {@link #show}. */
  Duration interval() {
    return REDRAW;
  }

  /** How many of the accounts that fell most there is room for. */
  int falls() {
    return terminal.map(size -> Math.max(3, (size.rows() - FIXED_LINES) / 2)).orElse(PLAIN_FALLS);
  }

  void begin() {
    terminal.ifPresent(size -> print(ALTERNATE_SCREEN));
  }

  /** Shows this, in the window as it is now. */
  void show(DemoSnapshot seen, DemoVitals vitals) throws InterruptedException {
    if (terminal.isPresent()) {
      measure(terminal.get());
      redraw(terminal.get(), seen, vitals);
    } else {
      append(seen, vitals);
    }
  }

  /** Whether nobody can see it any more: the terminal or the reader of a pipe is gone. */
  boolean unread() {
    return out.checkError();
  }

  /** Gives the terminal back, with the last picture left on it. */
  void end(DemoSnapshot seen, DemoVitals vitals) {
    if (terminal.isPresent()) {
      print(NORMAL_SCREEN);
    }
    picture(seen, vitals);
  }

  private void measure(Terminal before) throws InterruptedException {
    if (++redraws % REDRAWS_PER_MEASUREMENT == 0) {
      Terminal now = before.measured();
      if (!now.equals(before)) {
        terminal = Optional.of(now);
        print(CLEAR);
      }
    }
  }

  private void redraw(Terminal size, DemoSnapshot seen, DemoVitals vitals) {
    List<String> lines = new ArrayList<>(text.head(seen, vitals));
    lines.add("");
    lines.addAll(text.bands(seen));
    lines.add("");
    lines.addAll(text.falls(seen));
    lines.add("");
    List<String> foot = text.foot(seen, vitals);
    int room = Math.max(2, size.rows() - lines.size() - foot.size() - 2);
    lines.addAll(text.alerts(seen, room, size.columns()));
    lines.add("");
    lines.addAll(foot);
    int state = lines.size() - 2;
    lines.set(state, lines.get(state) + "   Ctrl-C ends");
    StringBuilder frame = new StringBuilder();
    int most = Math.min(lines.size(), size.rows());
    for (int i = 0; i < most; i++) {
      // Each line at its place: a line feed on the last row would move all of them.
      frame.append(LINE.formatted(i + 1));
      String line = cut(lines.get(i), size.columns());
      // A line that fills the row leaves the cursor on its last character, which would be cleared.
      frame.append(line).append(width(line) < size.columns() ? CLEAR_LINE : "");
    }
    print(frame.append(most < size.rows() ? CLEAR_BELOW : "").toString());
  }

  private void append(DemoSnapshot seen, DemoVitals vitals) {
    if (!quiet) {
      appendAlerts(seen);
    }
    sincePicture = sincePicture.plus(REDRAW);
    boolean changed =
        !quiet || vitals.events() != eventsShown || seen.passedOver() != passedOverShown;
    if (changed && sincePicture.compareTo(PICTURE) >= 0) {
      sincePicture = Duration.ZERO;
      eventsShown = vitals.events();
      passedOverShown = seen.passedOver();
      picture(seen, vitals);
    }
    out.flush();
  }

  private void appendAlerts(DemoSnapshot seen) {
    List<HealthAlert> alerts = seen.alerts();
    int fresh = (int) Math.min(alerts.size(), seen.alertSteps() - alertsShown);
    for (HealthAlert alert : alerts.subList(alerts.size() - fresh, alerts.size())) {
      out.println("alert " + text.alert(alert));
    }
    alertsShown = seen.alertSteps();
  }

  private void picture(DemoSnapshot seen, DemoVitals vitals) {
    out.println();
    text.head(seen, vitals).forEach(out::println);
    text.bands(seen).forEach(out::println);
    text.falls(seen).forEach(out::println);
    out.println(text.alertCounts(seen));
    text.foot(seen, vitals).forEach(out::println);
    out.println();
    out.flush();
  }

  private void print(String sequence) {
    out.print(sequence);
    out.flush();
  }

  /** Cuts a line to the width of the screen, and shows that it did; colour codes take no room. */
  static String cut(String line, int columns) {
    return width(line) <= columns ? line : shortened(line, Math.max(0, columns - 2)) + "..";
  }

  private static int width(String line) {
    return COLOUR.matcher(line).replaceAll("").length();
  }

  private static String shortened(String line, int columns) {
    StringBuilder cut = new StringBuilder();
    int width = 0;
    boolean code = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '\u001b') {
        code = true;
      }
      if (code) {
        cut.append(character);
        code = character != 'm';
      } else if (width < columns) {
        cut.append(character);
        width++;
      }
    }
    return cut.toString();
  }
}
