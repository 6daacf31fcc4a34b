package dev.customerhealth.notify.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that answers as it is told, which GreenMail does not: with codes of refusal, after
 * STARTTLS, after a login.
 */
public final class ScriptedMailServer implements AutoCloseable {

  /** How a connection is protected. */
  public enum Protection {
    NONE,
    STARTTLS,
    TLS
  }

  /** An answer that never comes. */
  public static final String HANG = "hang";

  /** An answer that never ends: each line comes soon after the one before. */
  public static final String TRICKLE = "trickle";

  private final ServerSocket socket;
  private final Protection protection;
  private final SSLContext tls;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Semaphore closing = new Semaphore(0);
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /**
   * A server that takes everything.
   *
   * @param tls with its certificate; null when it has none
   */
  public ScriptedMailServer(Protection protection, SSLContext tls) throws IOException {
    this.protection = protection;
    this.tls = tls;
    this.socket =
        protection == Protection.TLS
            ? tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())
            : new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Answers lines that begin like this with something else. */
  public ScriptedMailServer answer(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  /** From now on it takes everything. */
  void takeEverything() {
    answers.clear();
  }

  /** What it heard, in order: "tls" before what came protected, then commands and mails. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  /** How many conversations are under way. */
  int connections() {
    return connections.get();
  }

  /** Whom mails were for that it took. */
  List<String> recipients() {
    return heard.stream().filter(line -> line.startsWith("RCPT")).toList();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (protection == Protection.TLS) {
        ((SSLSocket) client).startHandshake();
        heard.add("tls");
      }
      say(client.getOutputStream(), answers.getOrDefault("CONNECT", "220 scripted"));
      converse(client, protection == Protection.TLS);
    } catch (IOException gone) {
      heard.add("gone");
    } finally {
      connections.decrementAndGet();
    }
  }

  private void converse(Socket client, boolean isProtected) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      String told = answerTo(line);
      switch (verb) {
        case "EHLO" -> say(out, told != null ? told : greeting(isProtected));
        case "STARTTLS" -> {
          say(out, "220 go ahead");
          SSLSocket wrapped =
              (SSLSocket)
                  tls.getSocketFactory()
                      .createSocket(client, client.getInetAddress().getHostAddress(), 0, true);
          wrapped.setUseClientMode(false);
          wrapped.startHandshake();
          heard.add("tls");
          converse(wrapped, true);
          return;
        }
        case "AUTH" -> {
          if (line.equals("AUTH LOGIN")) {
            say(out, "334 " + base64("Username:"));
            heard.add(in.readLine());
            say(out, "334 " + base64("Password:"));
            heard.add(in.readLine());
          }
          say(out, told != null ? told : "235 welcome");
        }
        case "DATA" -> {
          if (told != null) {
            say(out, told);
          } else {
            say(out, "354 go ahead");
            StringBuilder mail = new StringBuilder();
            for (String each = in.readLine(); !".".equals(each); each = in.readLine()) {
              if (each == null) {
                return;
              }
              mail.append(each).append('\n');
            }
            heard.add(mail.toString());
            say(out, answers.getOrDefault("END", "250 taken"));
          }
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, told != null ? told : "250 ok");
      }
    }
  }

  /** What it was told to say to a line; null for the usual. */
  private String answerTo(String line) {
    return answers.entrySet().stream()
        .filter(each -> line.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private String greeting(boolean isProtected) {
    return protection == Protection.STARTTLS && !isProtected
        ? "250-scripted\r\n250 STARTTLS"
        : "250-scripted\r\n250 AUTH LOGIN";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void say(OutputStream out, String line) throws IOException {
    if (line.equals(HANG)) {
      return;
    }
    if (line.equals(TRICKLE)) {
      trickle(out);
      return;
    }
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Until the other side has enough of it. */
  private void trickle(OutputStream out) throws IOException {
    try {
      while (!closing.tryAcquire(20, TimeUnit.MILLISECONDS)) {
        say(out, "250-and more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closing.release();
    socket.close();
    threads.shutdownNow();
  }
}
